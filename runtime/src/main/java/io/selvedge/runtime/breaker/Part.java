package io.selvedge.runtime.breaker;

import io.selvedge.runtime.memory.Fields;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/** The calls of one part of a {@link TimeWindow}. Thread-safe and lock-free. */
final class Part {
    private static final VarHandle CALLS = Fields.handle(MethodHandles.lookup(), "calls", long.class);
    private static final VarHandle FAILURES = Fields.handle(MethodHandles.lookup(), "failures", long.class);
    private static final VarHandle SLOW = Fields.handle(MethodHandles.lookup(), "slow", long.class);

    /** Which part of all time this is. */
    final long number;

    volatile long calls;
    volatile long failures;
    volatile long slow;

    Part(long number) {
        this.number = number;
    }

    /** Counts the call before what was bad about it, so that no reader sees more bad calls than calls. */
    void add(boolean failed, boolean wasSlow) {
        CALLS.getAndAdd(this, 1L);
        if (failed) {
            FAILURES.getAndAdd(this, 1L);
        }
        if (wasSlow) {
            SLOW.getAndAdd(this, 1L);
        }
    }
}
