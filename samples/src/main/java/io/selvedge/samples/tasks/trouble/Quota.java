package io.selvedge.samples.tasks.trouble;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * So many in any stretch of time: a sliding window that remembers when each of the last ones was taken.
 *
 * <p>Thread-safe: one lock, held for a moment.
 */
final class Quota {
    private final int permits;
    private final int windowMillis;
    private final Deque<Long> taken = new ArrayDeque<>();

    Quota(int permits, int windowMillis) {
        this.permits = permits;
        this.windowMillis = windowMillis;
    }

    /** Whether one more fits in; if so it is taken. */
    synchronized boolean take(long millis) {
        while (!taken.isEmpty() && taken.peekFirst() <= millis - windowMillis) {
            taken.removeFirst();
        }
        return taken.size() < permits && taken.add(millis);
    }
}
