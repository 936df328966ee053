package io.selvedge.benchmarks.peers;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;

/** A breaker's window as an array of outcomes: one atomic step a call while all goes well. */
final class HandRing {
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger failures = new AtomicInteger();
    private final AtomicIntegerArray outcomes;
    private final int most;
    private volatile boolean open;

    HandRing(int size, int most) {
        this.outcomes = new AtomicIntegerArray(size);
        this.most = most;
    }

    boolean isOpen() {
        return open;
    }

    void record(boolean failed) {
        int slot = Integer.remainderUnsigned(next.getAndIncrement(), outcomes.length());
        int outcome = failed ? 1 : 0;
        if (outcomes.getPlain(slot) != outcome) {
            int before = outcomes.getAndSet(slot, outcome);
            if (failures.addAndGet(outcome - before) >= most) {
                open = true;
            }
        }
    }
}
