package io.selvedge.runtime.drive;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How many workers pull the children of a call, how many more are on their way, and whether it is over: no children left
 * and none running, or an outcome that stands whatever becomes of them.
 *
 * <p>Thread-safe: one atomic holds all of it. Every worker that has come leaves exactly once: by {@link #leave}, or by a
 * {@link #stay} that said no.
 */
final class Crew {
    private static final long STANDS = 1L << 63;
    private static final long CLOSED = 1L << 62;
    private static final long CLOSING = STANDS | CLOSED;
    private static final long COMING = 1L << 31;
    private static final long MASK = COMING - 1;

    private final AtomicLong state;

    /** @param atWork how many workers there are to begin with */
    Crew(int atWork) {
        state = new AtomicLong(atWork);
    }

    /** Whether one more would find work to do within that width. */
    boolean hasRoom(int width) {
        return hasRoom(state.get(), width);
    }

    private static boolean hasRoom(long now, int width) {
        return (now & CLOSING) == 0 && atWork(now) + coming(now) < width;
    }

    /** Counts one more as on its way; false if there are enough, or there is nothing left to do. */
    boolean hire(int width) {
        for (long now = state.get(); hasRoom(now, width); now = state.get()) {
            if (state.compareAndSet(now, now + COMING)) {
                return true;
            }
        }
        return false;
    }

    /** One that was hired cannot come. */
    void lose() {
        state.addAndGet(-COMING);
    }

    /** One that was hired begins; false if it is not needed any more. */
    boolean come(int width) {
        for (; ; ) {
            long now = state.get();
            boolean needed = (now & CLOSING) == 0 && atWork(now) < width;
            if (state.compareAndSet(now, now - COMING + (needed ? 1 : 0))) {
                return needed;
            }
        }
    }

    /** One begins at once; false if there are enough, or there is nothing left to do. */
    boolean enter(int width) {
        for (long now = state.get(); hasRoom(now, width); now = state.get()) {
            if (state.compareAndSet(now, now + 1)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a worker may go on to another child; where not, it is to ask by {@link #stay}. */
    boolean mayStay(int width) {
        return mayStay(state.get(), width);
    }

    private static boolean mayStay(long now, int width) {
        return (now & CLOSING) == 0 && atWork(now) <= Math.max(1, width);
    }

    /** Whether a worker goes on to another child; where not, it has left. At least one always stays. */
    boolean stay(int width) {
        for (; ; ) {
            long now = state.get();
            if (mayStay(now, width)) {
                return true;
            }
            if (state.compareAndSet(now, now - 1)) {
                return false;
            }
        }
    }

    /** A worker is through. */
    void leave() {
        state.decrementAndGet();
    }

    /** There are no children left to begin. */
    void close() {
        state.getAndUpdate(now -> now | CLOSED);
    }

    /** The outcome stands. */
    void stand() {
        state.getAndUpdate(now -> now | STANDS);
    }

    /** Whether the outcome stands, whatever those do who are still at work. */
    boolean stands() {
        return (state.get() & STANDS) != 0;
    }

    /** Whether the outcome stands, or nobody is at work and nothing left to do. */
    boolean over() {
        long now = state.get();
        return (now & STANDS) != 0 || ((now & CLOSED) != 0 && atWork(now) == 0);
    }

    /** Whether nobody is at work or on the way. */
    boolean empty() {
        return (state.get() & ~CLOSING) == 0;
    }

    private static int atWork(long now) {
        return (int) (now & MASK);
    }

    private static int coming(long now) {
        return (int) (now >>> 31 & MASK);
    }
}
