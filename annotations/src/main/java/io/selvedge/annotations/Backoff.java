package io.selvedge.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * How long a {@link Retry} waits before each further call.
 *
 * <p>Before retry number <i>n</i>, counted from 1, the bare wait is <i>d</i> = min(max, initial &times;
 * multiplier<sup>n-1</sup>). {@link #jitter()} then scatters it. A failure that says when to come back
 * ({@link io.selvedge.failures.RetryAfter}) can only make the wait longer, beyond {@code max} too.
 *
 * <p>With the defaults the bare waits are 100 ms, 200 ms, 400 ms, 800 ms, 1.6 s, 3.2 s, 5 s, 5 s and so on.
 *
 * <p>It is only ever written inside {@code @Retry}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({})
public @interface Backoff {
    /**
     * The bare wait before the first retry, 100 ms by default. "0ms" means at once, each time. Must not be negative.
     */
    String initial() default "100ms";

    /**
     * By how much each bare wait is longer than the one before, 2 by default; 1 keeps it constant. Must be finite and
     * at least 1.
     */
    double multiplier() default 2;

    /** What no bare wait exceeds, 5 s by default. Must not be shorter than {@link #initial()}. */
    String max() default "5s";

    /** How the waits are scattered, by default {@link Jitter#FULL}. */
    Jitter jitter() default Jitter.FULL;

    /**
     * The most that {@link Jitter#ADDITIVE} adds. It must be given, and be above zero, with that kind, and with no
     * other.
     */
    String jitterMax() default "";
}
