package io.selvedge.runtime.gate;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * So many permits, and a line for those who find none free: a semaphore that blocked threads and continuations share.
 *
 * <p>First come, first served: a permit that is given back passes to the first in line without being free in between,
 * and nobody gets ahead of those who wait. A room's door extends it, so that one object is both.
 *
 * <p>Thread-safe. Enter and leave are one compare-and-set while nobody waits, and allocate nothing.
 */
public non-sealed class Permits extends LinedGate {
    /*
     * One word holds, from the lowest bit, permits in use (20 bits), waiters (20), the limit (20), whether permits are lent
     * (1) and the mark of a retired gate (1), so that every decision is taken on one consistent view. The invariant that
     * makes the fast path safe: while somebody waits, used >= limit. It holds because a waiter is counted in the same
     * step that finds no permit free, and because a permit that is given back while somebody waits goes to the head under
     * the line's lock, without passing through the word. The number of waiters changes under that lock only; the number of
     * permits in use may change at any time, therefore compare-and-set there as well.
     *
     * Where threads meet at the word again and again while at least half of the permits are free, the gate lends what is given
     * back: it goes to pockets, and counts as used there. A permit is at the gate, in a pocket or held, and changes its
     * place in one step. Nobody is turned away, or waits, while permits are lent: who finds none
     * free calls them in first, under the line's lock, and looks again at a word that is then the whole truth. So a refusal
     * is as exact as ever. They are lent with the mark set first and the pockets opened then, and called in with the
     * pockets closed first and the mark taken away in the step that gives back what was in them: a pocket holds something
     * only while the mark is set.
     *
     * Fetch-and-add was tried and left out. A newcomer that adds first and looks then has to take its step back when
     * the gate is full, and turns others away meanwhile: under many refusals a full gate may let nobody in although a
     * permit has come free.
     */
    /** The highest limit and the longest line. */
    public static final int MOST = 1_000_000;

    private static final int BITS = 20;
    private static final int FIELD = (1 << BITS) - 1;
    private static final long USED = 1;
    private static final long WAITING = 1L << BITS;
    private static final long LIMIT = 1L << (2 * BITS);
    private static final long LENT = 1L << 62;
    private static final long RETIRED = Long.MIN_VALUE;
    /** So often must newcomers have met others before permits are lent. */
    private static final int OFTEN = 64;

    private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();
    private static final VarHandle STATE;

    static {
        try {
            STATE = MethodHandles.lookup().findVarHandle(Permits.class, "state", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private volatile long state;
    /** Made when permits are first lent; anew after the limit has changed. */
    private volatile @Nullable Pockets pockets;
    /** How often newcomers have met others. Some may be lost. */
    private int met;

    /**
     * @param limit how many permits there are, 1 to {@link #MOST}
     * @param queue how many may wait at once, 0 to {@link #MOST}
     */
    public Permits(int limit, int queue) {
        super(checked(limit, queue));
        state = limit * LIMIT;
    }

    /** With pockets of that kind. */
    Permits(int limit, int queue, Pockets pockets) {
        this(limit, queue);
        this.pockets = pockets;
    }

    private static int checked(int limit, int queue) {
        if (limit < 1 || limit > MOST) {
            throw new IllegalArgumentException("limit must be 1 to " + MOST + ", was " + limit);
        }
        if (queue < 0 || queue > MOST) {
            throw new IllegalArgumentException("queue must be 0 to " + MOST + ", was " + queue);
        }
        return queue;
    }

    /**
     * Enters if a permit is free.
     *
     * @return ENTERED; WAITING if {@link #join} would find a place in line, which is not taken yet; FULL or GONE
     */
    public final Joined tryEnter() {
        for (; ; ) {
            long s = state;
            if (s < 0) {
                return Joined.GONE;
            }
            if ((s & LENT) != 0 && takeFromPocket()) {
                return Joined.ENTERED;
            }
            if (used(s) < limit(s)) {
                if (STATE.compareAndSet(this, s, s + USED)) {
                    return Joined.ENTERED;
                }
                meet();
            } else if ((s & LENT) == 0) {
                return waiting(s) < queue ? Joined.WAITING : Joined.FULL;
            } else {
                callIn();
            }
        }
    }

    private boolean takeFromPocket() {
        Pockets open = pockets;
        return open != null && open.take();
    }

    private boolean putIntoPocket() {
        Pockets open = pockets;
        return open != null && open.put();
    }

    private void meet() {
        if (++met >= OFTEN) {
            met = 0;
            lend();
        }
    }

    /** Lends permits if most are free; whether it did. */
    final boolean lend() {
        Line line = line();
        if (!line.lock.tryLock()) {
            return false;
        }
        try {
            long s = state;
            Pockets closed = pockets == null ? Pockets.ofOrNull(limit(s), PROCESSORS) : pockets;
            if (s < 0 || (s & LENT) != 0 || waiting(s) > 0 || used(s) > limit(s) / 2 || closed == null) {
                return false;
            }
            pockets = closed;
            boolean lent = STATE.compareAndSet(this, s, s | LENT);
            if (lent) {
                closed.open();
            }
            return lent;
        } finally {
            line.lock.unlock();
        }
    }

    private void callIn() {
        Line line = line();
        line.lock.lock();
        try {
            takeBackLent();
        } finally {
            line.lock.unlock();
        }
    }

    /** Nothing is lent afterwards. Under the lock. */
    private void takeBackLent() {
        if ((state & LENT) == 0) {
            return;
        }
        int free = Objects.requireNonNull(pockets).close();
        long s;
        do {
            s = state;
        } while (!STATE.compareAndSet(this, s, (s & ~LENT) - Math.min(free, used(s)) * USED));
    }

    @Override
    public final Joined join(Waiter waiter) {
        Line line = line();
        line.lock.lock();
        try {
            waiter.requireNew();
            Joined asked = tryEnter();
            while (asked == Joined.WAITING && !standIn(line, waiter)) {
                asked = tryEnter();
            }
            return asked;
        } finally {
            line.lock.unlock();
        }
    }

    /** Counts and adds one more waiter, unless a permit has come free since. */
    private boolean standIn(Line line, Waiter waiter) {
        long s = state;
        if (used(s) < limit(s) || !STATE.compareAndSet(this, s, s + WAITING)) {
            return false;
        }
        line.add(waiter);
        return true;
    }

    @Override
    final void fewerWait(int count) {
        STATE.getAndAdd(this, -WAITING * count);
    }

    /**
     * Gives one permit back.
     *
     * @throws IllegalStateException if none is held; the number of permits stays what it is. While so many threads come at
     *     once that permits are lent, this is not noticed
     */
    public final void leave() {
        for (; ; ) {
            long s = state;
            if ((s & LENT) != 0 && putIntoPocket()) {
                return;
            }
            if (waiting(s) > 0) {
                handOver();
                return;
            }
            requireHeld(s);
            if (STATE.compareAndSet(this, s, s - USED)) {
                return;
            }
        }
    }

    private void handOver() {
        Line line = line();
        Waiter next;
        line.lock.lock();
        try {
            requireHeld(state);
            next = line.poll(letIn(1, limit()));
        } finally {
            line.lock.unlock();
        }
        Line.grant(next);
    }

    private static void requireHeld(long s) {
        if (used(s) == 0) {
            throw new IllegalStateException("A permit was given back that nobody holds.");
        }
    }

    /**
     * Changes how many may enter and how many may wait. More permits let waiters in at once; fewer take effect as
     * those who are in leave. Nobody who stands in line is sent away.
     */
    public final void resize(int limit, int queue) {
        checked(limit, queue);
        Line line = line();
        Waiter next;
        line.lock.lock();
        try {
            takeBackLent();
            pockets = null;
            this.queue = queue;
            next = line.poll(letIn(0, limit));
        } finally {
            line.lock.unlock();
        }
        Line.grant(next);
    }

    /** Takes so many permits back, sets the limit, and lets in as many as now fit, in one step: how many. */
    private int letIn(int permits, int limit) {
        for (; ; ) {
            long s = state;
            int left = used(s) - permits;
            int entering = Math.max(0, Math.min(waiting(s), limit - left));
            long next = s + (limit - limit(s)) * LIMIT - permits * USED + entering * (USED - WAITING);
            if (STATE.compareAndSet(this, s, next)) {
                return entering;
            }
        }
    }

    /** Closes this gate for ever if nothing is held and nobody waits; true for the one caller that did it. */
    public final boolean retire() {
        for (long s = state; s >= 0; s = state) {
            if ((s & LENT) != 0) {
                callIn();
            } else if (used(s) != 0) {
                return false;
            } else if (STATE.compareAndSet(this, s, s | RETIRED)) {
                return true;
            }
        }
        return false;
    }

    /** How many permits are held; more than {@link #limit()} for a while after that has shrunk. A guess while many come. */
    public final int used() {
        long s = state;
        Pockets open = (s & LENT) == 0 ? null : pockets;
        return open == null ? used(s) : Math.max(0, used(s) - open.free());
    }

    public final int waiting() {
        return waiting(state);
    }

    public final int limit() {
        return limit(state);
    }

    private static int used(long s) {
        return (int) s & FIELD;
    }

    private static int waiting(long s) {
        return (int) (s >> BITS) & FIELD;
    }

    private static int limit(long s) {
        return (int) (s >> (2 * BITS)) & FIELD;
    }
}
