package io.selvedge.runtime.decision;

import io.selvedge.runtime.policy.Call;
import io.selvedge.runtime.policy.Pass;
import io.selvedge.runtime.policy.Target;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** A call that exists only to be asked about. */
public final class Asked extends Call {
    private static final AtomicLong IDS = new AtomicLong();

    private final long id = IDS.incrementAndGet();
    private final Target target;
    private final SetClock clock;
    private final @Nullable Object self;
    private final @Nullable Object[] arguments;
    private final long startedNanos;
    private long deadlineNanos = NO_DEADLINE;
    private @Nullable Throwable triedAfter;
    private @Nullable LongSupplier reading;

    private Asked(Target target, SetClock clock, @Nullable Object self, @Nullable Object[] arguments) {
        this.target = target;
        this.clock = clock;
        this.self = self;
        this.arguments = arguments;
        this.startedNanos = clock.nanos();
    }

    /** A call that begins now. */
    public static Asked about(Target target, SetClock clock) {
        return new Asked(target, clock, null, new Object[0]);
    }

    public static Asked about(Target target, SetClock clock, @Nullable Object self, @Nullable Object... arguments) {
        return new Asked(target, clock, self, arguments);
    }

    public Asked dueIn(long nanos) {
        deadlineNanos = clock.nanos() + nanos;
        return this;
    }

    /** It has not read the clock yet, and does so in this way. */
    public Asked reading(LongSupplier moment) {
        reading = moment;
        return this;
    }

    /** It has been tried again after that. */
    public void triedAfter(Throwable failure) {
        triedAfter = failure;
    }

    @Override
    public @Nullable Throwable triedAfter() {
        return triedAfter;
    }

    @Override
    public Target target() {
        return target;
    }

    @Override
    public long id() {
        return id;
    }

    @Override
    public boolean isWithin(long callId) {
        return callId == id;
    }

    @Override
    public boolean isWithin(Pass pass) {
        return false;
    }

    @Override
    public @Nullable Object self() {
        return self;
    }

    @Override
    public @Nullable Object argument(int position) {
        return arguments[position];
    }

    @Override
    public @Nullable Object[] arguments() {
        return arguments.clone();
    }

    @Override
    public long nanos() {
        return reading == null ? clock.nanos() : reading.getAsLong();
    }

    @Override
    public boolean clockIsRead() {
        return reading == null;
    }

    @Override
    public long startedNanos() {
        return startedNanos;
    }

    @Override
    public long deadlineNanos() {
        return deadlineNanos;
    }
}
