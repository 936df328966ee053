package io.selvedge.runtime.gate;

import io.selvedge.runtime.memory.Fields;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * What gates have in common: a line that is made when the first must wait, and how many may stand in it.
 *
 * <p>Thread-safe. Who holds the line's lock may take no other.
 */
abstract sealed class LinedGate implements Gate permits LendingGate, Lane {
    /** As long as it may take to put a thread to sleep and to wake it. */
    private static final long SOON_NANOS = 50_000;

    private static final VarHandle LINE = Fields.handle(MethodHandles.lookup(), "line", Line.class);

    volatile int queue;
    private volatile @Nullable Line line;

    LinedGate(int queue) {
        if (queue < 0) {
            throw new IllegalArgumentException("queue must not be negative, was " + queue);
        }
        this.queue = queue;
    }

    /** How many may wait at once. */
    public final int queue() {
        return queue;
    }

    final @Nullable Line lineOrNull() {
        return line;
    }

    final Line line() {
        Line made = line;
        if (made != null) {
            return made;
        }
        Line mine = new Line();
        Line other = (Line) LINE.compareAndExchange(this, (Line) null, mine);
        return other == null ? mine : other;
    }

    @Override
    public final boolean withdraw(Waiter waiter) {
        Line at = line;
        if (at == null) {
            return false;
        }
        at.lock.lock();
        try {
            boolean stood = at.remove(waiter);
            if (stood) {
                fewerWait(1);
            }
            return stood;
        } finally {
            at.lock.unlock();
        }
    }

    @Override
    public final boolean letsInSoon() {
        Line at = line;
        return at != null && at.brisk;
    }

    @Override
    public final void letInAfter(long nanos) {
        boolean soon = nanos <= SOON_NANOS;
        Line at = line();
        if (at.brisk != soon) {
            at.brisk = soon;
        }
    }

    /**
     * Sends away all who stand in line now. Whoever is in stays there, and whoever comes later may stand in line as
     * ever.
     *
     * @return how many they were
     */
    public final int clear() {
        Line at = line;
        return at == null ? 0 : clear(at);
    }

    private int clear(Line at) {
        int count;
        Waiter all;
        at.lock.lock();
        try {
            count = at.size();
            all = at.clear();
            fewerWait(count);
        } finally {
            at.lock.unlock();
        }
        Line.sendAway(all);
        return count;
    }

    /** Book-keeping after so many have left the line without getting in, under the lock. */
    abstract void fewerWait(int count);
}
