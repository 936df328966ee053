package io.selvedge.runtime.drive;

import io.selvedge.runtime.time.Alarm;
import io.selvedge.runtime.time.Time;

/**
 * Interrupts a thread at a moment, unless that thread says before that it is done.
 *
 * <p>The handshake: {@link #stop} answers only when the interrupt can no longer come, so none ever hits what the thread
 * does next. The timer decides who was first; while the alarm is ringing, stop waits for the one call that sends the
 * interrupt.
 *
 * <p>Owned by the thread that it interrupts; the timer's thread calls {@link #ring()}.
 */
final class InterruptAlarm extends Alarm {
    private final Thread thread;
    private long outerDeadline;
    private volatile boolean rung;

    InterruptAlarm(Thread thread) {
        this.thread = thread;
    }

    /** Prepares for a limit; remembers the deadline that holds again afterwards. */
    void begin(long outerDeadline) {
        this.outerDeadline = outerDeadline;
        this.rung = false;
    }

    long outerDeadline() {
        return outerDeadline;
    }

    boolean rung() {
        return rung;
    }

    @Override
    protected void ring() {
        thread.interrupt();
        rung = true;
    }

    /** Ends the limit; whether the thread has been interrupted by it. */
    boolean stop(Time time) {
        if (time.disarm(this)) {
            return false;
        }
        while (!rung) {
            Thread.onSpinWait();
        }
        return true;
    }
}
