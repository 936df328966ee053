package io.selvedge.runtime.drive;

import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * What one thread does for a call of another, and can be called off.
 *
 * <p>One atomic decides: it is begun or withdrawn, and ends or is interrupted. An interrupted thread is interrupted
 * once, and {@link #end} answers only when that interrupt can no longer come, so that it never hits what the thread does
 * next.
 *
 * <p>Thread-safe; what the two sides share besides is published by it.
 */
final class Duty {
    private static final int NEW = 0;
    private static final int RUNNING = 1;
    private static final int ENDED = 2;
    private static final int INTERRUPTING = 3;
    private static final int CALLED_OFF = 4;

    private final AtomicInteger state = new AtomicInteger(NEW);
    private @Nullable Thread thread;

    /** The calling thread wants to begin; false if it is not wanted any more. */
    boolean begin() {
        thread = Thread.currentThread();
        return state.compareAndSet(NEW, RUNNING);
    }

    /**
     * The thread is through.
     *
     * @param consumed whether it has answered to an interrupt, so that the flag stands for another one
     * @return false if it has been called off
     */
    boolean end(boolean consumed) {
        if (state.compareAndSet(RUNNING, ENDED)) {
            return true;
        }
        while (state.get() == INTERRUPTING) {
            Thread.onSpinWait();
        }
        if (!consumed) {
            Thread.interrupted();
        }
        return false;
    }

    /** Takes it back before it has begun; whether that was in time. */
    boolean withdraw() {
        return state.compareAndSet(NEW, CALLED_OFF);
    }

    /** Interrupts the thread, which then is left to itself; false if it has ended, or had not begun. */
    boolean interrupt() {
        if (!state.compareAndSet(RUNNING, INTERRUPTING)) {
            return false;
        }
        Thread running = thread;
        try {
            if (running != null) {
                running.interrupt();
            }
        } finally {
            // A thread may be of a class that fails to be interrupted; whoever waits for this must not spin for it.
            state.set(CALLED_OFF);
        }
        return true;
    }

    /** Withdraws or interrupts, whichever it takes; false if it has ended. */
    boolean callOff() {
        return withdraw() || interrupt();
    }

    boolean ended() {
        return state.get() == ENDED;
    }

    /** Whether nobody waits for it any more, so that the thread is to stop. */
    boolean calledOff() {
        return state.get() >= INTERRUPTING;
    }
}
