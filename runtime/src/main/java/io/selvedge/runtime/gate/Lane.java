package io.selvedge.runtime.gate;

import io.selvedge.runtime.memory.Fields;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * One place, which knows the call that holds it, and a line for the others: a mutex that blocked threads and
 * continuations share.
 *
 * <p>First come, first served, with hand-over, like {@link Permits}. Calls that the holder makes may enter beside it;
 * then the place is free once all of them have left.
 *
 * <p>Thread-safe. Enter and leave are one compare-and-set while nobody waits, and allocate nothing.
 */
public non-sealed class Lane extends LinedGate {
    /*
     * The word is FREE, GONE, or the holder's id times two, plus SLOW from the moment when leaving has to look at the
     * line, because somebody waits there or has entered beside the holder. SLOW is set and cleared under the line's
     * lock, and stays for as long as the holder does. So it is never FREE while somebody waits, which is all that the
     * fast path must know. In a retired lane nothing is held and nobody waits.
     */
    private static final long FREE = 0;
    private static final long GONE = -1;
    private static final long SLOW = 1;
    private static final VarHandle STATE = Fields.handle(MethodHandles.lookup(), "state", long.class);

    private volatile long state;

    /** @param queue how many may wait at once, not negative */
    public Lane(int queue) {
        super(queue);
    }

    /**
     * Enters if the place is free.
     *
     * @param callId the call that is to hold it, above 0
     * @return ENTERED; WAITING if {@link #join} would find a place in line, which is not taken yet; FULL or GONE
     */
    public final Joined tryEnter(long callId) {
        if (state == FREE && STATE.compareAndSet(this, FREE, heldBy(callId))) {
            return Joined.ENTERED;
        }
        if (state == GONE) {
            return Joined.GONE;
        }
        return waiting() < queue ? Joined.WAITING : Joined.FULL;
    }

    @Override
    public final Joined join(Waiter waiter) {
        Line line = line();
        line.lock.lock();
        try {
            waiter.requireNew();
            for (; ; ) {
                Joined asked = tryEnter(waiter.callId());
                if (asked != Joined.WAITING) {
                    return asked;
                }
                long s = state;
                if (s != FREE && s != GONE && holdUp(s)) {
                    line.add(waiter);
                    return Joined.WAITING;
                }
            }
        } finally {
            line.lock.unlock();
        }
    }

    /** Has this holder look at the line when it leaves, unless it has left already. Under the lock. */
    private boolean holdUp(long holder) {
        return (holder & SLOW) != 0 || STATE.compareAndSet(this, holder, holder | SLOW);
    }

    /**
     * Enters beside the holder, which only calls made by it may do: the place is then held until both have left.
     *
     * @param callId what {@link #holder()} said
     * @return false if that call holds it no longer; nothing has been entered then
     */
    public final boolean enterBeside(long callId) {
        Line line = line();
        line.lock.lock();
        try {
            for (long s = state; callId != 0 && holder(s) == callId; s = state) {
                if (holdUp(s)) {
                    line.beside++;
                    return true;
                }
            }
            return false;
        } finally {
            line.lock.unlock();
        }
    }

    @Override
    final void fewerWait(int count) {
        // The holder finds the line empty when it leaves.
    }

    /**
     * Leaves, and gives the place to the first in line if nobody else is beside.
     *
     * @throws IllegalStateException if nobody holds it; it stays free
     */
    public final void leave() {
        for (; ; ) {
            long s = state;
            if ((s & SLOW) != 0) {
                handOver();
                return;
            }
            requireHeld(s);
            if (STATE.compareAndSet(this, s, FREE)) {
                return;
            }
        }
    }

    private void handOver() {
        Line line = line();
        Waiter next;
        line.lock.lock();
        try {
            next = passOn(line);
        } finally {
            line.lock.unlock();
        }
        Line.grant(next);
    }

    private @Nullable Waiter passOn(Line line) {
        requireHeld(state);
        if (line.beside > 0) {
            line.beside--;
            return null;
        }
        Waiter next = line.poll(1);
        state = next == null ? FREE : heldBy(next.callId()) | (line.size() == 0 ? 0 : SLOW);
        return next;
    }

    private static void requireHeld(long s) {
        if (s == FREE || s == GONE) {
            throw new IllegalStateException("A turn was given back that nobody holds.");
        }
    }

    private static long heldBy(long callId) {
        return callId << 1;
    }

    /** Closes this gate for ever if it is free, and so nobody waits; true for the one caller that did it. */
    public final boolean retire() {
        return STATE.compareAndSet(this, FREE, GONE);
    }

    /** The call that holds the place, or 0. */
    public final long holder() {
        return holder(state);
    }

    private static long holder(long s) {
        return s == GONE ? 0 : s >>> 1;
    }

    public final int waiting() {
        Line line = lineOrNull();
        return line == null ? 0 : line.size();
    }
}
