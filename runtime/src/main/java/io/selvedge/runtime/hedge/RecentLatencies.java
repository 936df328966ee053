package io.selvedge.runtime.hedge;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * The latencies of the latest calls, and one percentile of them.
 *
 * <p>Thread-safe, without locks; two kilobytes. Reading the percentile is one read. The array that a thread sorts now and
 * then is the only allocation.
 */
final class RecentLatencies {
    /*
     * A ring of the latest 256, and the percentile by nearest rank (the smallest value that at least so many percent of
     * the sample do not exceed), exact for what the ring holds. It is computed anew with every 32nd latency by whoever
     * brings that one: some five microseconds, a sixth of one for each call. Sketches (P2, Jain and Chlamtac 1985;
     * t-digest) would need less memory for long windows, but a lock and a way to forget; a short exact window forgets by
     * itself. A latency that is still being written when the ring is read is seen as the older one in its place.
     */
    static final int KEPT = 256;

    private static final int RENEWED_EVERY = 32;

    private final AtomicLongArray ring = new AtomicLongArray(KEPT);
    private final AtomicLong count = new AtomicLong();
    private final double percentile;
    private final int minSamples;
    private volatile long estimate;

    RecentLatencies(double percentile, int minSamples) {
        this.percentile = percentile;
        this.minSamples = minSamples;
    }

    void add(long nanos) {
        long number = count.getAndIncrement();
        ring.set((int) (number % KEPT), Math.max(1, nanos));
        long known = number + 1;
        if (known == minSamples || (known > minSamples && known % RENEWED_EVERY == 0)) {
            estimate = computed();
        }
    }

    /** The percentile in nanoseconds, above 0; 0 while too little is known. */
    long estimate() {
        return estimate;
    }

    private long computed() {
        long[] sorted = new long[KEPT];
        int known = 0;
        for (int i = 0; i < KEPT; i++) {
            long nanos = ring.get(i);
            if (nanos > 0) {
                sorted[known++] = nanos;
            }
        }
        Arrays.sort(sorted, 0, known);
        return sorted[(int) Math.ceil(percentile / 100 * known) - 1];
    }
}
