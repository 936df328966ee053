package io.selvedge.benchmarks.peers;

import java.util.concurrent.atomic.AtomicLong;

/** A rate limit as so many calls in each window, packed into one word: the window's number, and what has been taken. */
final class HandWindow {
    private static final int TAKEN_BITS = 32;

    private final long origin = System.nanoTime();
    private final AtomicLong state = new AtomicLong();
    private final int permits;
    private final long windowNanos;

    HandWindow(int permits, long windowNanos) {
        this.permits = permits;
        this.windowNanos = windowNanos;
    }

    boolean tryTake() {
        long number = (System.nanoTime() - origin) / windowNanos;
        for (; ; ) {
            long seen = state.get();
            int taken = seen >>> TAKEN_BITS == number ? (int) seen : 0;
            if (taken >= permits) {
                return false;
            }
            if (state.compareAndSet(seen, number << TAKEN_BITS | (taken + 1))) {
                return true;
            }
        }
    }
}
