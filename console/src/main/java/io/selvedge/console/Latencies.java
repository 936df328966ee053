package io.selvedge.console;

import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * How often something took how long: counts in buckets, four to each doubling, so that a figure read from it is at most
 * an eighth off.
 *
 * <p>Thread-safe. Adding is one atomic increment, in a stripe that the thread shares with few others, and allocates
 * nothing once the stripe is there.
 */
final class Latencies {
    /** Shorter times are all in the first bucket: 2^10 ns, about a microsecond. */
    private static final int SHORTEST = 10;
    /** Longer times are all in the last one: 2^41 ns, more than half an hour. */
    private static final int LONGEST = 40;

    private static final int SUB = 4;
    static final int BUCKETS = (LONGEST - SHORTEST + 1) * SUB + 1;

    private static final int MOST_STRIPES = 16;
    private static final int STRIPES = stripes(Runtime.getRuntime().availableProcessors());

    private final AtomicReferenceArray<AtomicLongArray> stripes = new AtomicReferenceArray<>(STRIPES);

    private static int stripes(int processors) {
        return Math.min(MOST_STRIPES, Integer.highestOneBit(Math.max(1, 2 * processors - 1)));
    }

    void add(long nanos) {
        stripe((int) Thread.currentThread().getId() & (STRIPES - 1)).getAndIncrement(bucket(nanos));
    }

    private AtomicLongArray stripe(int index) {
        AtomicLongArray stripe = stripes.get(index);
        return stripe == null ? newStripe(index) : stripe;
    }

    private AtomicLongArray newStripe(int index) {
        AtomicLongArray fresh = new AtomicLongArray(BUCKETS);
        AtomicLongArray first = stripes.compareAndExchange(index, null, fresh);
        return first == null ? fresh : first;
    }

    static int bucket(long nanos) {
        int exponent = 63 - Long.numberOfLeadingZeros(nanos | 1);
        if (exponent < SHORTEST || nanos < 0) {
            return 0;
        }
        return exponent > LONGEST
                ? BUCKETS - 1
                : (exponent - SHORTEST) * SUB + (int) (nanos >>> (exponent - 2) & 3) + 1;
    }

    /** Where a bucket begins. */
    static double from(int bucket) {
        int place = Math.max(0, bucket - 1);
        return bucket == 0 ? 0 : Math.scalb(1 + place % SUB / (double) SUB, SHORTEST + place / SUB);
    }

    /** Adds all counts to these; answers how many there are in all. */
    long addTo(long[] counts) {
        long all = 0;
        for (int i = 0; i < STRIPES; i++) {
            AtomicLongArray stripe = stripes.get(i);
            for (int bucket = 0; stripe != null && bucket < BUCKETS; bucket++) {
                long count = stripe.getPlain(bucket);
                counts[bucket] += count;
                all += count;
            }
        }
        return all;
    }

    /**
     * The time that this share of what happened between two readings did not exceed, in nanoseconds; -1 if nothing did.
     *
     * @param share above 0, at most 1
     */
    static double percentile(long[] before, long[] now, double share) {
        long all = 0;
        for (int i = 0; i < BUCKETS; i++) {
            all += now[i] - before[i];
        }
        double wanted = share * all;
        double seen = 0;
        for (int i = 0; i < BUCKETS && all > 0; i++) {
            long here = now[i] - before[i];
            if (here > 0 && seen + here >= wanted) {
                return from(i) + (from(i + 1) - from(i)) * (wanted - seen) / here;
            }
            seen += here;
        }
        return -1;
    }
}
