package io.selvedge.runtime.drive;

import io.selvedge.runtime.policy.Call;
import io.selvedge.runtime.time.LingeringAlarm;
import io.selvedge.runtime.time.Time;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Interrupts a thread at a moment, unless that thread says before that it is done.
 *
 * <p>The handshake: {@link #stop} answers only when the interrupt can no longer come, so none ever hits what the thread
 * does next. The timer decides who was first; while the alarm is ringing, stop waits for the one call that sends the
 * interrupt.
 *
 * <p>Owned by the thread that it interrupts; the timer's thread calls {@link #ring()}.
 */
class InterruptAlarm extends LingeringAlarm {
    /*
     * The timer is asked twice a call, and the thread's stack may end within either question, in a guarded recursion that
     * runs away. So what is to be done is noted before the timer is asked, by plain writes, which need no stack: an alarm
     * that could not be disarmed rings for nobody, and the next limit of the thread that is lifted disarms it.
     */
    /** The timer does not have it. */
    private static final int FREE = 0;
    /** The timer may have it. */
    private static final int ARMING = 1;
    /** The timer has it, or it has rung. */
    private static final int ARMED = 2;
    /** The call is over; the timer may still have it. */
    private static final int STOPPING = 3;

    private final Thread thread = Thread.currentThread();
    private final CallStack stack;
    private @Nullable InterruptAlarm nextUnstopped;
    private @Nullable Time time;
    // No enum: a reference that is stored in an old object is dear.
    private int state = FREE;
    private long limitNanos;
    private long outerDeadline;
    private volatile boolean interrupted;
    private boolean foundFlagUp;
    private volatile boolean rung;

    /** @param stack the calling thread's */
    InterruptAlarm(CallStack stack) {
        // There may be millions of virtual threads, each of which ends soon.
        super(!VirtualThread.is(Thread.currentThread()));
        this.stack = stack;
    }

    /** Begins a limit; remembers the deadline that holds again afterwards. To be stopped even if the timer throws. */
    final void start(Time time, long limitNanos, long outerDeadline) {
        prepare(time, limitNanos, outerDeadline);
        state = ARMING;
        arm(time, limitNanos);
        state = ARMED;
    }

    /** Begins a limit of that length around which there is none, if that can be done without a look at the clock. */
    final boolean startUndated(Time time, long nanos) {
        lasts(nanos);
        if (!isWatched()) {
            return false;
        }
        prepare(time, TimedCall.OPEN, Call.NO_DEADLINE);
        state = ARMING;
        boolean armed = time.armUndated(this);
        state = armed ? ARMED : FREE;
        return armed;
    }

    private void prepare(Time time, long limitNanos, long outerDeadline) {
        if (state != FREE) {
            disarmUnstopped();
            disarm(time);
        }
        if (this.time != time) {
            this.time = time;
        }
        this.limitNanos = limitNanos;
        this.outerDeadline = outerDeadline;
        foundFlagUp = false;
        if (interrupted || rung) {
            // Seldom: a store that others are to see at once costs as much as all the rest.
            interrupted = false;
            rung = false;
        }
    }

    void arm(Time time, long atNanos) {
        time.arm(this, atNanos);
    }

    boolean disarm(Time time) {
        return time.disarm(this);
    }

    /** Whether a limit has begun and has not ended. */
    boolean started() {
        return state == ARMING || state == ARMED;
    }

    /** When the limit is over. To be asked before it is stopped. */
    long limitNanos() {
        if (limitNanos == TimedCall.OPEN) {
            limitNanos = ringsAtNanos();
        }
        return limitNanos;
    }

    long outerDeadline() {
        return outerDeadline;
    }

    /**
     * Whether it interrupts the thread, or has. That one may notice and come here before {@link #rung} is said, so it is
     * said before.
     */
    boolean interrupted() {
        return interrupted;
    }

    /** Whether somebody else had interrupted the thread before, and it had not answered yet. */
    boolean foundFlagUp() {
        return foundFlagUp;
    }

    /** As if it had been found up: an alarm further in has found it so. To be called once this has rung. */
    void findFlagUp() {
        foundFlagUp = true;
    }

    @Override
    protected void ring() {
        try {
            if (state != STOPPING) {
                boolean up = thread.isInterrupted();
                foundFlagUp = stack.rungAlarms.getAndIncrement() == 0 && up;
                interrupted = true;
                thread.interrupt();
            }
        } finally {
            // A thread may be of a class that fails to be interrupted; whoever waits for this must not spin for it.
            rung = true;
        }
    }

    /** Ends the limit; whether the thread has been interrupted by it. */
    final boolean stop(Time time) {
        boolean armed = state == ARMED;
        state = STOPPING;
        boolean inTime;
        try {
            inTime = disarm(time);
        } catch (Throwable e) {
            nextUnstopped = stack.unstopped;
            stack.unstopped = this;
            throw e;
        }
        state = FREE;
        if (stack.unstopped != null) {
            disarmUnstopped();
        }
        return !inTime && armed && awaitRing();
    }

    private boolean awaitRing() {
        while (!rung) {
            Thread.onSpinWait();
        }
        if (interrupted) {
            stack.rungAlarms.getAndDecrement();
        }
        return interrupted;
    }

    private void disarmUnstopped() {
        for (InterruptAlarm each = stack.unstopped; each != null; each = stack.unstopped) {
            each.disarm(Objects.requireNonNull(each.time));
            each.state = FREE;
            stack.unstopped = each.nextUnstopped;
            each.nextUnstopped = null;
        }
    }
}
