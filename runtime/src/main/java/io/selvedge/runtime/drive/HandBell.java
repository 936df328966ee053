package io.selvedge.runtime.drive;

import io.selvedge.runtime.time.Time;
import java.util.concurrent.atomic.AtomicBoolean;

/** An interrupt that no timer sends but another thread, with the same handshake. Used by its thread and the others. */
final class HandBell extends InterruptAlarm {
    private final AtomicBoolean armed = new AtomicBoolean();

    HandBell(CallStack stack) {
        super(stack);
    }

    @Override
    void arm(Time time, long atNanos) {
        armed.set(true);
    }

    @Override
    boolean disarm(Time time) {
        return armed.compareAndSet(true, false);
    }

    /** Interrupts the thread, unless that has been done or it has stopped waiting for it. */
    void pull() {
        if (armed.compareAndSet(true, false)) {
            ring();
        }
    }
}
