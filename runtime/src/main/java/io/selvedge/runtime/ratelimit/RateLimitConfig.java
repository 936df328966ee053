package io.selvedge.runtime.ratelimit;

import io.selvedge.annotations.RateLimit;
import io.selvedge.runtime.policy.DurationText;
import io.selvedge.runtime.policy.Problems;

/**
 * The settings of one {@link RateLimit}.
 *
 * @param name the name under which methods share it, or empty
 * @param permits how many calls may start in each {@code perNanos}, at least 1, at most one per nanosecond
 * @param perNanos the time they are counted over, above 0
 * @param burst how many may start at once after a quiet time, at least 1
 * @param maxWaitNanos how long a caller may be made to wait, 0 for not at all
 */
public record RateLimitConfig(String name, int permits, long perNanos, int burst, long maxWaitNanos) {

    /** A quarter of all time, 73 years: the sum of now, a wait, a burst and a spacing must not wrap. */
    static final long MOST_NANOS = Long.MAX_VALUE / 4;

    /** What {@link Problems#nanos} answers for a text that is no duration; it has complained already. */
    private static final long UNREADABLE = 1;

    public RateLimitConfig {
        rules(new Problems("RateLimit"), permits, perNanos, burst)
                .require(maxWaitNanos >= 0, "maxWait", maxWaitNanos, "must not be negative", "Write 0 for no wait")
                .check();
    }

    static RateLimitConfig from(RateLimit limit) {
        Problems problems = new Problems("RateLimit");
        long per = problems.nanos("per", limit.per(), 0);
        long maxWait = problems.nanos("maxWait", limit.maxWait(), 0);
        rules(problems, limit.permits(), per == UNREADABLE ? limit.permits() : per, limit.burst())
                .require(
                        maxWait > 0 || limit.maxWait().isEmpty(),
                        "maxWait",
                        limit.maxWait(),
                        "must be above zero",
                        "Leave it out to refuse at once")
                .check();
        return new RateLimitConfig(limit.name(), limit.permits(), per, limit.burst(), maxWait);
    }

    private static Problems rules(Problems problems, int permits, long per, int burst) {
        return problems.require(
                        permits >= 1, "permits", permits, "must be at least 1", "Write how many calls may start")
                .requireNanos(per > 0, "per", per, "must be above zero", "Write a duration such as \"1s\"")
                .require(burst >= 1, "burst", burst, "must be at least 1", "Write 1 for a perfectly smooth rate")
                .require(
                        permits <= per || per <= 0,
                        "permits",
                        permits,
                        "must not be more than one per nanosecond",
                        "Lower it or raise per")
                .require(
                        (double) per / Math.max(permits, 1) * burst <= MOST_NANOS,
                        "burst",
                        burst,
                        "must not take more than 73 years to come back",
                        "Lower it, or per");
    }

    /** From one slot to the next: rounded up, so that no rounding lets more through than was asked for. */
    long spacingNanos() {
        return (perNanos - 1) / permits + 1;
    }

    /** The rate in words, such as "10 per 1s". */
    String rate() {
        return permits + " per " + DurationText.of(perNanos);
    }
}
