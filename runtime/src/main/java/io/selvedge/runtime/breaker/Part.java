package io.selvedge.runtime.breaker;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/** The calls of one part of a {@link TimeWindow}. Thread-safe and lock-free. */
final class Part {
    private static final VarHandle CALLS = field("calls");
    private static final VarHandle FAILURES = field("failures");
    private static final VarHandle SLOW = field("slow");

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

    private static VarHandle field(String name) {
        try {
            return MethodHandles.lookup().findVarHandle(Part.class, name, long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }
}
