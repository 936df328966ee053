package io.selvedge.runtime.budget;

import java.util.concurrent.atomic.AtomicLong;

/**
 * What may be spent on extra attempts: a share of recent calls, and so many a second besides.
 *
 * <p>In any span of time no more are spent than the share of the calls in it, the floor of its length, and what may be
 * saved up: the share of 100 calls and the floor of one second, each at least one. So one overload cannot draw on what an
 * hour of calm has earned, and a quiet method has something to spend all the same.
 *
 * <p>Thread-safe and exact: each spending is one compare-and-set. Allocates nothing.
 */
public final class Budget {
    /*
     * Two purses, each one word. The share is a bucket of tokens (as in gRPC's retry throttling, proposal A6) that calls
     * fill. The floor is kept as the moment to which it has been spent (the generic cell rate algorithm, ITU-T I.371), so
     * that time fills it without anybody writing. The share is spent first: it would overflow, the floor comes by itself.
     */
    private static final long ATTEMPT = 1_000_000;
    private static final double SAVED_CALLS = 100;
    private static final double SECOND = 1e9;

    private final long earned;
    private final long most;
    private final AtomicLong share = new AtomicLong();

    /** Nanoseconds between two of the floor; 0 for none. */
    private final long spacing;

    private final long savedNanos;
    private final AtomicLong spentUntil;

    /** @param nowNanos on the clock of which {@link #spend} tells the time */
    public Budget(BudgetConfig config, long nowNanos) {
        earned = Math.round(config.share() * ATTEMPT);
        most = earned == 0 ? 0 : Math.max(ATTEMPT, Math.round(earned * SAVED_CALLS));
        spacing = config.perSecond() == 0 ? 0 : Math.round(SECOND / config.perSecond());
        savedNanos = Math.max(spacing, (long) SECOND);
        spentUntil = new AtomicLong(nowNanos - savedNanos);
    }

    /** A call has begun, and earns its share. */
    public void earn() {
        long before = share.get();
        while (before < most && !share.compareAndSet(before, Math.min(most, before + earned))) {
            before = share.get();
        }
    }

    /** Pays for one extra attempt; false if nothing is left for it. */
    public boolean spend(long nowNanos) {
        return spendShare() || spendFloor(nowNanos);
    }

    private boolean spendShare() {
        for (long before = share.get(); before >= ATTEMPT; before = share.get()) {
            if (share.compareAndSet(before, before - ATTEMPT)) {
                return true;
            }
        }
        return false;
    }

    private boolean spendFloor(long nowNanos) {
        for (long until = spentUntil.get(); spacing > 0; until = spentUntil.get()) {
            long next = Math.max(until, nowNanos - savedNanos) + spacing;
            if (next > nowNanos) {
                return false;
            }
            if (spentUntil.compareAndSet(until, next)) {
                return true;
            }
        }
        return false;
    }

    /** How many attempts could be paid for now. */
    public double left(long nowNanos) {
        double floor = spacing == 0 ? 0 : Math.min(nowNanos - spentUntil.get(), savedNanos) / (double) spacing;
        return share.get() / (double) ATTEMPT + Math.max(0, floor);
    }
}
