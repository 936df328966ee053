package io.selvedge.runtime.ratelimit;

import io.selvedge.failures.RateLimitedException;
import io.selvedge.runtime.policy.Call;
import io.selvedge.runtime.policy.Target;
import io.selvedge.runtime.time.Time;

/** What the slots of one rate limit share: the settings as arithmetic needs them. Immutable. */
final class Pace {
    final long spacingNanos;
    /** How much earlier than evenly spaced a slot may be used, after a quiet time. */
    final long toleranceNanos;

    final Time time;
    private final RateLimitConfig config;
    private final long maxWaitNanos;
    private final String rate;

    Pace(RateLimitConfig config, Time time) {
        this.spacingNanos = config.spacingNanos();
        this.toleranceNanos = (config.burst() - 1) * spacingNanos;
        this.time = time;
        this.config = config;
        this.rate = config.rate();
        this.maxWaitNanos = Math.min(config.maxWaitNanos(), RateLimitConfig.MOST_NANOS);
    }

    /** Whether that wait from now on, above 0, is one that the caller may be made to wait. */
    boolean isWithinReach(Call call, long now, long waitNanos) {
        return waitNanos <= maxWaitNanos
                && (call.deadlineNanos() == Call.NO_DEADLINE || call.deadlineNanos() - now > waitNanos);
    }

    /** When the same call would be within reach: when its slot is, or, if time is short, when its slot is there. */
    long retryAfterNanos(long waitNanos) {
        return waitNanos > maxWaitNanos ? waitNanos - maxWaitNanos : waitNanos;
    }

    RateLimitedException refusal(Target target, String reason, long retryAfterNanos) {
        return new RateLimitedException(target.place(config.name()), rate, reason, retryAfterNanos);
    }
}
