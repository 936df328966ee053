package io.selvedge.runtime.keys;

import io.selvedge.runtime.policy.Site;
import io.selvedge.runtime.time.Alarm;
import io.selvedge.runtime.time.Time;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/**
 * Work that is done again and again at an interval for as long as there is any, on the housekeeping thread.
 *
 * <p>Thread-safe. Nothing is armed while there is nothing to do, so that an idle policy costs nothing and holds nothing.
 */
final class Sweep extends Alarm {
    private final Time time;
    private final Executor housekeeping;
    private final long intervalNanos;
    private final BooleanSupplier round;
    private final AtomicBoolean going = new AtomicBoolean();

    /** @param round does the work once and says whether there will be more */
    Sweep(Site site, BooleanSupplier round) {
        this.time = site.time();
        this.housekeeping = site.housekeeping();
        this.intervalNanos = site.keys().idleNanos();
        this.round = round;
    }

    /** To be called when there is something to do, after it can be found. */
    void start() {
        if (!going.get() && going.compareAndSet(false, true)) {
            arm();
        }
    }

    private void arm() {
        long now = time.nanos();
        time.arm(this, now + Math.min(intervalNanos, Long.MAX_VALUE - now));
    }

    @Override
    protected void ring() {
        try {
            housekeeping.execute(this::sweep);
        } catch (RejectedExecutionException closed) {
            // The engine is closing. Should it be used all the same, the next new key tries again.
            going.set(false);
        }
    }

    private void sweep() {
        boolean more = true;
        try {
            more = round.getAsBoolean();
        } finally {
            goOn(more);
        }
    }

    private void goOn(boolean more) {
        if (more) {
            arm();
            return;
        }
        going.set(false);
        // Something may have come after the round and have found us going.
        if (round.getAsBoolean()) {
            start();
        }
    }
}
