package io.selvedge.runtime.keys;

import io.selvedge.runtime.policy.Housekeeping;
import io.selvedge.runtime.policy.Site;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/**
 * Work that is done again and again at an interval for as long as there is any and the engine is open.
 *
 * <p>Thread-safe. Nothing is armed while there is nothing to do, so that an idle policy costs nothing and holds nothing.
 */
final class Sweep {
    private final Housekeeping housekeeping;
    private final long intervalNanos;
    private final BooleanSupplier round;
    private final AtomicBoolean going = new AtomicBoolean();

    /** @param round does the work once and says whether there will be more */
    Sweep(Site site, BooleanSupplier round) {
        this.housekeeping = site.housekeeping();
        this.intervalNanos = site.keys().idleNanos();
        this.round = round;
    }

    /** To be called when there is something to do, after it can be found. */
    void start() {
        if (!going.get() && going.compareAndSet(false, true)) {
            goOn();
        }
    }

    private void goOn() {
        try {
            housekeeping.after(intervalNanos, this::sweep);
        } catch (Throwable e) {
            // The timer could not take it: the next new key tries again.
            going.set(false);
            throw e;
        }
    }

    private void sweep() {
        boolean more = true;
        try {
            more = round.getAsBoolean();
        } finally {
            goOnIf(more);
        }
    }

    private void goOnIf(boolean more) {
        if (more) {
            goOn();
            return;
        }
        going.set(false);
        // Something may have come after the round and have found us going.
        if (round.getAsBoolean()) {
            start();
        }
    }
}
