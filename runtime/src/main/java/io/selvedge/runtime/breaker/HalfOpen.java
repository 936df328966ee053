package io.selvedge.runtime.breaker;

import io.selvedge.runtime.breaker.CircuitControl.State;
import io.selvedge.runtime.policy.Admission;
import io.selvedge.runtime.policy.Call;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A few trials pass; they decide whether the circuit closes (C4, C7). Thread-safe. */
final class HalfOpen extends Phase {

    /*
     * A place is taken by compare-and-set and given back by a trial that says nothing. One that ends well keeps it, so
     * that no more than count are ever let in for the same decision; one that fails takes it along out of this phase.
     * Hence as many good ends as there are places mean that no trial is under way.
     *
     * When the trials will end nobody knows. Whoever is refused is told to wait as long again as the latest has been
     * under way: so the one who comes back until they have ended waits at most twice as long as they take, and asks a
     * number of times that grows with the logarithm of that.
     */
    private static final long SHORTEST_WAIT_NANOS = 1_000_000;

    private final AtomicInteger taken = new AtomicInteger();
    private final AtomicInteger good = new AtomicInteger();
    private final AtomicInteger slow = new AtomicInteger();
    private final int reopened;
    /** When a trial last went for a place. */
    private volatile long lastNanos;

    HalfOpen(Phase before, long nowNanos, int reopened) {
        super(before.circuit, before.regime);
        this.reopened = reopened;
        this.lastNanos = nowNanos;
    }

    @Override
    State state() {
        return State.HALF_OPEN;
    }

    @Override
    @Nullable Admission admit(Call call) {
        if (takePlace(call)) {
            return ticket(call);
        }
        long underWay = call.nanos() - lastNanos;
        long left = config().trials().withinNanos() - underWay;
        if (left > 0) {
            return circuit.panel.refuse(call, "half_open", Math.min(Math.max(underWay, SHORTEST_WAIT_NANOS), left));
        }
        circuit.move(this, new HalfOpen(this, call.nanos(), reopened));
        return circuit.admit(call);
    }

    private boolean takePlace(Call call) {
        for (int seen = taken.get(); seen < config().trials().count(); seen = taken.get()) {
            // Before the place: whoever finds all places taken must not see the time of an older trial.
            lastNanos = call.nanos();
            if (taken.compareAndSet(seen, seen + 1)) {
                return true;
            }
        }
        return false;
    }

    @Override
    void ended(Call call, Evidence evidence, boolean wasSlow) {
        switch (evidence) {
            case NONE -> taken.getAndDecrement();
            case BAD -> circuit.open(this, reopened + 1, call);
            case GOOD -> wentWell(call, wasSlow);
        }
    }

    /** When all went well, too many slow ones among them reopen the circuit all the same. */
    private void wentWell(Call call, boolean wasSlow) {
        if (wasSlow) {
            slow.getAndIncrement();
        }
        int count = config().trials().count();
        if (good.incrementAndGet() < count) {
            return;
        }
        if (config().threshold().reached(count, 0, slow.get())) {
            circuit.open(this, reopened + 1, call);
        } else {
            circuit.move(this, new Closed(circuit, regime));
        }
    }
}
