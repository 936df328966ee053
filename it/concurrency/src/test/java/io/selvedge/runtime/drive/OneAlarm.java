package io.selvedge.runtime.drive;

import io.selvedge.runtime.time.Alarm;
import io.selvedge.runtime.time.Time;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;

/** A timer of one alarm that rings when it is told to; disarming is as exact as the contract says. */
final class OneAlarm implements Time {
    private final AtomicReference<Alarm> armed = new AtomicReference<>();

    @Override
    public long nanos() {
        return 0;
    }

    @Override
    public void arm(Alarm alarm, long atNanos) {
        armed.set(alarm);
    }

    @Override
    public boolean disarm(Alarm alarm) {
        return armed.compareAndSet(alarm, null);
    }

    /** Rings the alarm if it is armed by then; gives up after a while, since the other side may be done. */
    void ringSoon() {
        for (int i = 0; i < 1_000; i++) {
            Alarm alarm = armed.get();
            if (alarm != null && armed.compareAndSet(alarm, null)) {
                alarm.ringNow();
                return;
            }
            Thread.onSpinWait();
        }
    }

    /** The call runs, until its limit is about to ring or for a while: so that its end and the ringing meet. */
    void work() {
        workUntil(() -> armed.get() == null);
    }

    /** Is busy until that is so, or for a while. */
    static void workUntil(BooleanSupplier condition) {
        for (int i = 0; i < 200 && !condition.getAsBoolean(); i++) {
            Thread.onSpinWait();
        }
    }

    /** Whether an interrupt comes to the calling thread within a moment. */
    static boolean strayInterrupt() {
        for (int i = 0; i < 300; i++) {
            if (Thread.interrupted()) {
                return true;
            }
            Thread.onSpinWait();
        }
        return false;
    }

    @Override
    public void pause(long nanos) {
        throw new AssertionError("nobody pauses");
    }

    @Override
    public boolean await(BooleanSupplier condition, long untilNanos) {
        throw new AssertionError("nobody waits");
    }

    @Override
    public double random() {
        return 0;
    }

    @Override
    public void close() {}
}
