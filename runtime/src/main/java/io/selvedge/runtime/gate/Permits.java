package io.selvedge.runtime.gate;

import org.jspecify.annotations.Nullable;

/**
 * So many permits, and a line for those who find none free: a semaphore that blocked threads and continuations share.
 *
 * <p>First come, first served: a permit that is given back passes to the first in line without being free in between,
 * and nobody gets ahead of those who wait. A room's door extends it, so that one object is both.
 *
 * <p>Thread-safe. Enter and leave are one compare-and-set while nobody waits, and allocate nothing.
 */
public non-sealed class Permits extends LendingGate {
    /*
     * Who enters or leaves changes one word. The invariant that makes this safe: while somebody waits, used >= limit. It holds
     * because a waiter is counted in the same step that finds no permit free, and because a permit that is given back
     * while somebody waits goes to the head under the line's lock, without passing through the word. The number of
     * waiters changes under that lock only; the number of permits in use may change at any time, therefore
     * compare-and-set there as well.
     *
     * Fetch-and-add was tried and left out. A newcomer that adds first and looks then has to take its step back when
     * the gate is full, and turns others away meanwhile: under many refusals a full gate may let nobody in although a
     * permit has come free.
     */
    /** The highest limit and the longest line. */
    public static final int MOST = 1_000_000;

    /**
     * @param limit how many permits there are, 1 to {@link #MOST}
     * @param queue how many may wait at once, 0 to {@link #MOST}
     */
    public Permits(int limit, int queue) {
        this(limit, queue, null);
    }

    Permits(int limit, int queue, @Nullable Pockets pockets) {
        super(limit, checked(limit, queue), pockets);
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
            if (isLent(s) && takeFromPocket()) {
                return Joined.ENTERED;
            }
            if (used(s) < limit(s)) {
                if (change(s, s + USED)) {
                    return Joined.ENTERED;
                }
                meet();
            } else if (!isLent(s)) {
                return waiting(s) < queue ? Joined.WAITING : Joined.FULL;
            } else {
                callIn();
            }
        }
    }

    /** Whether {@link #tryEnter} would answer FULL at this moment. Changes nothing. */
    public final boolean isFull() {
        long s = state;
        return s >= 0 && !isLent(s) && used(s) >= limit(s) && waiting(s) >= queue;
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
        if (used(s) < limit(s) || !change(s, s + WAITING)) {
            return false;
        }
        line.add(waiter);
        return true;
    }

    @Override
    final void fewerWait(int count) {
        add(-WAITING * count);
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
            if (isLent(s) && putIntoPocket()) {
                return;
            }
            if (waiting(s) > 0) {
                handOver();
                return;
            }
            requireHeld(s);
            if (change(s, s - USED)) {
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
            forgetPockets();
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
            if (change(s, next)) {
                return entering;
            }
        }
    }

    /** Closes this gate for ever if nothing is held and nobody waits; true for the one caller that did it. */
    public final boolean retire() {
        for (long s = state; s >= 0; s = state) {
            if (isLent(s)) {
                callIn();
            } else if (used(s) != 0) {
                return false;
            } else if (change(s, s | RETIRED)) {
                return true;
            }
        }
        return false;
    }
}
