package io.selvedge.it.weaving;

import static io.selvedge.it.weaving.Bytes.NONE;
import static io.selvedge.it.weaving.Bytes.hold;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.selvedge.annotations.Backoff;
import io.selvedge.annotations.Bulkhead;
import io.selvedge.annotations.CircuitBreaker;
import io.selvedge.annotations.Fallback;
import io.selvedge.annotations.Key;
import io.selvedge.annotations.RateLimit;
import io.selvedge.annotations.Retry;
import io.selvedge.annotations.Serialized;
import io.selvedge.annotations.Timeout;
import io.selvedge.failures.PolicyException;
import io.selvedge.runtime.Engine;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What a call allocates, woven and without measurements: the part of its cost that no other work on the machine can
 * change. Nothing is said here about time.
 */
class BytesPerCallTest {
    private final Engine engine = Engine.start().serve(Guarded.class);
    private final Guarded guarded = new Guarded();

    /** Costs nothing to make, so that what is counted is its handling. */
    private static final class Flaw extends IllegalStateException {
        private static final long serialVersionUID = 1;

        @Override
        public synchronized Throwable fillInStackTrace() {
            return this;
        }
    }

    static class Guarded {
        private static final CompletableFuture<String> STAGE = CompletableFuture.completedFuture("done");
        private static final IllegalStateException FLAW = new Flaw();
        private String value = "done";
        private final Runnable full = () -> full(false);
        private int calls;
        private CompletableFuture<String> pending = STAGE;

        @Retry
        String retry() {
            return value;
        }

        @Fallback("cached")
        String fallback() {
            return value;
        }

        private String cached() {
            return "cached";
        }

        @CircuitBreaker
        String breaker() {
            return value;
        }

        @RateLimit(permits = 1_000_000_000, burst = 1_000_000)
        String rateLimit() {
            return value;
        }

        @Timeout("1s")
        String timeout() {
            return value;
        }

        @Serialized
        String serialized() {
            return value;
        }

        @Bulkhead
        String bulkhead() {
            return value;
        }

        @Retry
        @CircuitBreaker
        @Timeout("1s")
        @Bulkhead
        int chain(int a) {
            return a;
        }

        @Serialized
        @RateLimit(permits = 1_000_000_000, burst = 1_000_000)
        @CircuitBreaker
        @Bulkhead
        String keyed(@Key String key) {
            return key;
        }

        @Serialized
        int keyedNumber(@Key String key, int a) {
            return a;
        }

        @Retry(backoff = @Backoff(initial = "0ms"))
        String failsTwice() {
            if (++calls % 3 != 0) {
                throw FLAW;
            }
            return value;
        }

        @RateLimit(permits = 1, per = "1h")
        String spent() {
            return value;
        }

        @CircuitBreaker(window = 1, openFor = "1h")
        String open() {
            throw FLAW;
        }

        @Bulkhead(limit = 1)
        Object full(boolean again) {
            return again ? refusal(full) : value;
        }

        @Retry
        @CircuitBreaker
        @Timeout("1s")
        @Bulkhead
        CompletableFuture<String> stage() {
            return STAGE;
        }

        @Retry
        @CircuitBreaker
        @Timeout("1s")
        @Bulkhead
        CompletableFuture<String> pending() {
            pending = new CompletableFuture<>();
            return pending;
        }

        Object later() {
            CompletableFuture<String> outer = pending();
            pending.complete(value);
            return outer.join();
        }
    }

    @AfterEach
    void closeEngine() {
        engine.close();
    }

    @Test
    void each_policy_alone_allocates_nothing() {
        hold("@Retry", NONE, i -> guarded.retry());
        hold("@Fallback", NONE, i -> guarded.fallback());
        hold("@CircuitBreaker", NONE, i -> guarded.breaker());
        hold("@RateLimit", NONE, i -> guarded.rateLimit());
        hold("@Timeout", NONE, i -> guarded.timeout());
        hold("@Serialized", NONE, i -> guarded.serialized());
        hold("@Bulkhead", NONE, i -> guarded.bulkhead());
    }

    @Test
    void retry_breaker_timeout_and_bulkhead_allocate_nothing() {
        hold("@Retry @CircuitBreaker @Timeout @Bulkhead", NONE, i -> guarded.chain(i) == i ? guarded : null);
    }

    @Test
    void state_of_a_hot_key_allocates_nothing() {
        hold("a hot key", NONE, i -> guarded.keyed("hot"));
        // The boxes of an int argument and of an int result, which its advice needs to show arguments to policies.
        hold("a hot key beside a number", 48, i -> guarded.keyedNumber("hot", i) == i ? guarded : null);
    }

    @Test
    void two_failures_and_a_success_allocate_nothing_but_the_exceptions() {
        hold("fails twice, then succeeds", NONE, i -> guarded.failsTwice());
    }

    @Test
    void a_refusal_allocates_its_failure_and_nothing_else() {
        // Any exception takes 40 bytes before it says anything.
        double failure = 48 + NONE;
        Runnable spent = guarded::spent;
        Runnable open = guarded::open;
        spent.run();
        assertThatIllegalStateException().isThrownBy(open::run);
        hold("a spent limiter", failure, i -> refusal(spent));
        hold("an open circuit", failure, i -> refusal(open));
        hold("a full bulkhead", failure, i -> guarded.full(true));
    }

    private static PolicyException refusal(Runnable call) {
        try {
            call.run();
        } catch (PolicyException refusal) {
            return refusal;
        }
        throw new AssertionError("not refused");
    }

    @Test
    void a_stage_that_is_done_allocates_the_one_that_is_handed_out_and_little_else() {
        hold("the same four around a stage", 112, i -> guarded.stage());
    }

    @Test
    void a_stage_that_is_done_later_allocates_less_than_500_bytes() {
        hold("the same four around a stage that is done later", 500, i -> guarded.later());
    }
}
