package io.selvedge.runtime.gate;

import io.selvedge.runtime.memory.Fields;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The word in which a gate of permits keeps everything that it decides by, and the permits that it lends to pockets.
 *
 * <p>Thread-safe.
 */
abstract sealed class LendingGate extends LinedGate permits Permits {
    /*
     * The word holds, from the lowest bit, permits in use (20 bits), waiters (20), the limit (20), whether permits are lent
     * (1) and the mark of a retired gate (1), so that every decision is taken on one consistent view.
     *
     * Where threads meet at the word again and again while at least half of the permits are free, the gate lends what is
     * given back: it goes to pockets, and counts as used there. A permit is at the gate, in a pocket or held, and changes
     * its place in one step. Nobody is turned away, or waits, while permits are lent: who finds none free calls them in
     * first, under the line's lock, and looks again at a word that is then the whole truth. They are lent with the mark
     * set first and the pockets opened then, and called in with the pockets closed first and the mark taken away in the
     * step that gives back what was in them: a pocket holds something only while the mark is set.
     */
    private static final int BITS = 20;
    private static final int FIELD = (1 << BITS) - 1;
    static final long USED = 1;
    static final long WAITING = 1L << BITS;
    static final long LIMIT = 1L << (2 * BITS);
    static final long RETIRED = Long.MIN_VALUE;

    private static final long LENT = 1L << 62;

    /** So often must newcomers have met others before permits are lent. */
    private static final int OFTEN = 64;

    private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();
    private static final VarHandle STATE = Fields.handle(MethodHandles.lookup(), "state", long.class);

    volatile long state;
    /** Made when permits are first lent; anew after the limit has changed. */
    private volatile @Nullable Pockets pockets;
    /** How often newcomers have met others. Some may be lost. */
    private int met;

    /** @param pockets to lend to, or {@code null} to make those that suit the limit when they are needed */
    LendingGate(int limit, int queue, @Nullable Pockets pockets) {
        super(queue);
        this.state = limit * LIMIT;
        this.pockets = pockets;
    }

    final boolean change(long from, long to) {
        return STATE.compareAndSet(this, from, to);
    }

    final void add(long difference) {
        STATE.getAndAdd(this, difference);
    }

    static int used(long s) {
        return (int) s & FIELD;
    }

    static int waiting(long s) {
        return (int) (s >> BITS) & FIELD;
    }

    static int limit(long s) {
        return (int) (s >> (2 * BITS)) & FIELD;
    }

    static boolean isLent(long s) {
        return (s & LENT) != 0;
    }

    /** Takes a permit that was lent, if there is one in the thread's pocket. */
    final boolean takeFromPocket() {
        Pockets open = pockets;
        return open != null && open.take();
    }

    /** Leaves a permit in the thread's pocket, unless that has been called in. */
    final boolean putIntoPocket() {
        Pockets open = pockets;
        return open != null && open.put();
    }

    /** A newcomer has met another at the word. */
    final void meet() {
        if (++met >= OFTEN) {
            met = 0;
            lend();
        }
    }

    /** Lends permits from now on if at least half are free; whether it did. */
    final boolean lend() {
        Line line = line();
        if (!line.lock.tryLock()) {
            return false;
        }
        try {
            long s = state;
            if (s < 0 || isLent(s) || waiting(s) > 0 || used(s) > limit(s) / 2) {
                return false;
            }
            Pockets closed = pockets == null ? Pockets.ofOrNull(limit(s), PROCESSORS) : pockets;
            pockets = closed;
            if (closed == null || !change(s, s | LENT)) {
                return false;
            }
            closed.open();
            return true;
        } finally {
            line.lock.unlock();
        }
    }

    final void callIn() {
        Line line = line();
        line.lock.lock();
        try {
            takeBackLent();
        } finally {
            line.lock.unlock();
        }
    }

    private void takeBackLent() {
        if (!isLent(state)) {
            return;
        }
        int free = Objects.requireNonNull(pockets).close();
        long s;
        do {
            s = state;
        } while (!change(s, (s & ~LENT) - Math.min(free, used(s)) * USED));
    }

    /** Calls everything in, and lends to others from now on: the limit changes. Under the lock. */
    final void forgetPockets() {
        takeBackLent();
        pockets = null;
    }

    /** How many permits are held; more than {@link #limit()} for a while after that has shrunk. A guess while many come. */
    public final int used() {
        long s = state;
        Pockets open = isLent(s) ? pockets : null;
        return open == null ? used(s) : Math.max(0, used(s) - open.free());
    }

    public final int waiting() {
        return waiting(state);
    }

    public final int limit() {
        return limit(state);
    }
}
