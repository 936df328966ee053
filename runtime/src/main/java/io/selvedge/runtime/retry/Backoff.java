package io.selvedge.runtime.retry;

import io.selvedge.annotations.Jitter;
import io.selvedge.runtime.policy.DurationText;
import io.selvedge.runtime.policy.Problems;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How long to wait before each retry: the arithmetic, and nothing else. Immutable.
 *
 * @param initialNanos the bare wait before the first retry, at least 0
 * @param multiplier by how much each bare wait is longer than the one before, finite, at least 1
 * @param maxNanos what no bare wait exceeds, at least {@code initialNanos}
 * @param jitter how waits are scattered
 * @param jitterMaxNanos the most that {@link Jitter#ADDITIVE} adds: above 0 with that kind, else 0
 */
public record Backoff(long initialNanos, double multiplier, long maxNanos, Jitter jitter, long jitterMaxNanos) {

    /*
     * The bare wait is computed from the number of the retry, in floating point, where a number too large becomes
     * infinity and is cut to the maximum. Integers would wrap: a doubling by shift is 0 again after 64 retries, and a
     * caller who no longer waits is what a back-off is there to prevent. Exact up to 2^53 ns, which are 104 days.
     *
     * FULL, EQUAL and DECORRELATED: M. Brooker, "Exponential Backoff And Jitter", AWS Architecture Blog, 2015.
     */

    public Backoff {
        Problems problems = new Problems("Retry");
        growth(problems, multiplier, initialNanos, maxNanos);
        extra(problems, jitter, jitterMaxNanos);
        problems.require(initialNanos >= 0, "backoff.initial", initialNanos, "must not be negative", "Write \"0ms\"");
        problems.check();
    }

    /** Notes what is wrong with the annotation; {@code null} if anything is, or was before. */
    static @Nullable Backoff read(io.selvedge.annotations.Backoff written, Problems problems) {
        long initial = problems.nanos("backoff.initial", written.initial(), 0);
        long max = problems.nanos("backoff.max", written.max(), Long.MAX_VALUE);
        long extra = problems.nanos("backoff.jitterMax", written.jitterMax(), 0);
        growth(problems, written.multiplier(), initial, max);
        extra(problems, written.jitter(), extra);
        return problems.none() ? new Backoff(initial, written.multiplier(), max, written.jitter(), extra) : null;
    }

    private static void growth(Problems problems, double multiplier, long initial, long max) {
        problems.require(
                multiplier >= 1 && multiplier < Double.POSITIVE_INFINITY,
                "backoff.multiplier",
                multiplier,
                "must be a finite number of at least 1",
                "Write 1 for a constant wait, 2 for one that doubles");
        if (max < initial) {
            problems.requireNanos(
                    false,
                    "backoff.max",
                    max,
                    "must not be shorter than backoff.initial, " + DurationText.of(initial),
                    "Raise the one or lower the other");
        }
    }

    private static void extra(Problems problems, Jitter jitter, long extra) {
        boolean wanted = jitter == Jitter.ADDITIVE;
        problems.requireNanos(
                wanted ? extra > 0 : extra == 0,
                "backoff.jitterMax",
                extra,
                wanted ? "must be above zero with jitter ADDITIVE" : "has no meaning with jitter " + jitter,
                "Set it with ADDITIVE, and only then");
    }

    /** Whether nothing is drawn: every wait is the bare one. */
    boolean isSteady() {
        return jitter == Jitter.NONE || (initialNanos == 0 && jitter != Jitter.ADDITIVE);
    }

    /** The wait before that retry without scatter; retries count from 1. */
    long bareNanos(long retry) {
        if (initialNanos == 0) {
            return 0; // which infinity times zero is not
        }
        double bare = initialNanos * Math.pow(multiplier, retry - 1.0);
        return bare < maxNanos ? (long) bare : maxNanos;
    }

    /**
     * The wait before that retry.
     *
     * @param retry its number, from 1
     * @param previousNanos what this answered for the retry before, {@code initialNanos} for the first
     * @param random uniform, at least 0 and below 1; asked only if there is scatter
     */
    long nanos(long retry, long previousNanos, DoubleSupplier random) {
        long bare = bareNanos(retry);
        return switch (jitter) {
            case NONE -> bare;
            case FULL -> between(0, bare, random);
            case EQUAL -> between(bare - bare / 2, bare, random);
            case DECORRELATED -> Math.min(maxNanos, between(initialNanos, tripled(previousNanos), random));
            case ADDITIVE -> saturated(bare + between(0, jitterMaxNanos, random));
        };
    }

    private static long between(long least, long most, DoubleSupplier random) {
        return most == least ? least : least + (long) (random.getAsDouble() * (most - least + 1.0));
    }

    private static long tripled(long nanos) {
        return nanos > Long.MAX_VALUE / 3 ? Long.MAX_VALUE : nanos * 3;
    }

    /** The sum of two numbers that were not negative. */
    private static long saturated(long sum) {
        return sum < 0 ? Long.MAX_VALUE : sum;
    }
}
