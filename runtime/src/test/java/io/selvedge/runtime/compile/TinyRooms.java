package io.selvedge.runtime.compile;

import static org.mockito.Mockito.mock;

import io.selvedge.annotations.Bulkhead;
import io.selvedge.annotations.Retry;
import io.selvedge.annotations.Timeout;
import io.selvedge.runtime.drive.ContextCarrier;
import io.selvedge.runtime.drive.Environment;
import io.selvedge.runtime.policy.Admission;
import io.selvedge.runtime.policy.Call;
import io.selvedge.runtime.policy.DurationText;
import io.selvedge.runtime.policy.Pass;
import io.selvedge.runtime.policy.Policy;
import io.selvedge.runtime.policy.Problems;
import io.selvedge.runtime.policy.Room;
import io.selvedge.runtime.policy.Site;
import io.selvedge.runtime.time.Time;
import java.util.List;

/** Three small rooms that show what the compiler asked of them. */
final class TinyRooms {
    static final Environment ENVIRONMENT = new Environment(mock(Time.class), Runnable::run, ContextCarrier.NONE);

    static final Room<Retry, RetrySettings> RETRY = new RetryRoom();
    static final Room<Timeout, TimeoutSettings> TIMEOUT = new TimeoutRoom();
    static final Room<Bulkhead, BulkheadSettings> BULKHEAD = new BulkheadRoom();

    private TinyRooms() {}

    static List<Room<?, ?>> all() {
        return List.of(RETRY, TIMEOUT, BULKHEAD);
    }

    /** Lets everybody in, and remembers for whom it was made. */
    static class Open implements Policy {
        final Record settings;
        final Site site;

        Open(Record settings, Site site) {
            this.settings = settings;
            this.site = site;
        }

        @Override
        public Admission admit(Call call) {
            return Pass.FREE;
        }
    }

    record RetrySettings(int maxRetries) {}

    private static final class RetryRoom implements Room<Retry, RetrySettings> {
        @Override
        public String name() {
            return "retry";
        }

        @Override
        public Class<Retry> annotation() {
            return Retry.class;
        }

        @Override
        public RetrySettings configure(Retry annotation, Site site) {
            int retries = annotation.maxRetries();
            new Problems("Retry")
                    .require(retries >= -1, "maxRetries", retries, "must be at least -1", "Write -1 for no end")
                    .check();
            return new RetrySettings(retries);
        }

        @Override
        public String reason() {
            return "each attempt meets the layers behind it anew";
        }

        @Override
        public Policy open(RetrySettings settings, Site site) {
            return new Open(settings, site);
        }
    }

    record TimeoutSettings(long limitNanos, boolean abandon) {}

    private static final class TimeoutRoom implements Room<Timeout, TimeoutSettings> {
        @Override
        public String name() {
            return "timeout";
        }

        @Override
        public Class<Timeout> annotation() {
            return Timeout.class;
        }

        @Override
        public TimeoutSettings configure(Timeout annotation, Site site) {
            return new TimeoutSettings(DurationText.nanos(annotation.value()), annotation.abandon());
        }

        @Override
        public Policy open(TimeoutSettings settings, Site site) {
            boolean abandon = settings.abandon();
            return new Open(settings, site) {
                @Override
                public boolean runsElsewhere() {
                    return abandon;
                }
            };
        }
    }

    record BulkheadSettings(String name, int limit, int queue) {}

    private static final class BulkheadRoom implements Room<Bulkhead, BulkheadSettings> {
        @Override
        public String name() {
            return "bulkhead";
        }

        @Override
        public Class<Bulkhead> annotation() {
            return Bulkhead.class;
        }

        @Override
        public boolean keepsKeys() {
            return true;
        }

        @Override
        public BulkheadSettings configure(Bulkhead annotation, Site site) {
            return new BulkheadSettings(annotation.name(), annotation.limit(), annotation.queue());
        }

        @Override
        public String sharedAs(BulkheadSettings settings) {
            return settings.name();
        }

        @Override
        public String reason() {
            return "a permit is held for the running time only";
        }

        @Override
        public Policy open(BulkheadSettings settings, Site site) {
            return new Open(settings, site);
        }
    }
}
