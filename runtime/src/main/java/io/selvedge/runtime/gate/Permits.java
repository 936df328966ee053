package io.selvedge.runtime.gate;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

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
     * One word holds, from the lowest bit, permits in use (21 bits), waiters (21), the limit (21) and the mark of a
     * retired gate (1), so that every decision is taken on one consistent view. The invariant that makes the fast
     * path safe: while somebody waits, used >= limit. It holds because a waiter is counted in the same step that finds
     * no permit free, and because a permit that is given back while somebody waits goes to the head under the line's
     * lock, without passing through the word. The number of waiters changes under that lock only; the number of
     * permits in use may change at any time, therefore compare-and-set there as well.
     *
     * Fetch-and-add was tried and left out. A newcomer that adds first and looks then has to take its step back when
     * the gate is full, and turns others away meanwhile: under many refusals a full gate may let nobody in although a
     * permit has come free. Looking first, and adding only far from the limit, is exact only as long as few threads
     * come at once, and gave little over compare-and-set with two threads on two cores (62 to 68 against 51 to 65
     * million pairs a second; semaphores 38).
     */
    /** The highest limit and the longest line. */
    public static final int MOST = 1_000_000;

    private static final int BITS = 21;
    private static final int FIELD = (1 << BITS) - 1;
    private static final long USED = 1;
    private static final long WAITING = 1L << BITS;
    private static final long LIMIT = 1L << (2 * BITS);
    private static final long RETIRED = Long.MIN_VALUE;
    private static final VarHandle STATE;

    static {
        try {
            STATE = MethodHandles.lookup().findVarHandle(Permits.class, "state", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private volatile long state;

    /**
     * @param limit how many permits there are, 1 to {@link #MOST}
     * @param queue how many may wait at once, 0 to {@link #MOST}
     */
    public Permits(int limit, int queue) {
        super(checked(limit, queue));
        state = limit * LIMIT;
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
            if (used(s) >= limit(s)) {
                return waiting(s) < queue ? Joined.WAITING : Joined.FULL;
            }
            if (STATE.compareAndSet(this, s, s + USED)) {
                return Joined.ENTERED;
            }
        }
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
     * @throws IllegalStateException if none is held; the number of permits stays what it is
     */
    public final void leave() {
        for (; ; ) {
            long s = state;
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
            next = line.poll(passOn());
        } finally {
            line.lock.unlock();
        }
        Line.grant(next);
    }

    /** Takes one permit back, or passes it on: how many waiters it went to. */
    private int passOn() {
        for (; ; ) {
            long s = state;
            requireHeld(s);
            boolean pass = waiting(s) > 0 && used(s) <= limit(s);
            if (STATE.compareAndSet(this, s, s - (pass ? WAITING : USED))) {
                return pass ? 1 : 0;
            }
        }
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
            this.queue = queue;
            next = line.poll(limitTo(limit));
        } finally {
            line.lock.unlock();
        }
        Line.grant(next);
    }

    /** Sets the limit and lets in as many as now fit, in one step: how many. */
    private int limitTo(int limit) {
        for (; ; ) {
            long s = state;
            int entering = Math.max(0, Math.min(waiting(s), limit - used(s)));
            long next = s + (limit - limit(s)) * LIMIT + entering * (USED - WAITING);
            if (STATE.compareAndSet(this, s, next)) {
                return entering;
            }
        }
    }

    /** Closes this gate for ever if nothing is held and nobody waits; true for the one caller that did it. */
    public final boolean retire() {
        for (long s = state; s >= 0 && used(s) == 0; s = state) {
            if (STATE.compareAndSet(this, s, s | RETIRED)) {
                return true;
            }
        }
        return false;
    }

    /** How many permits are held; more than {@link #limit()} for a while after that has shrunk. */
    public final int used() {
        return used(state);
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
