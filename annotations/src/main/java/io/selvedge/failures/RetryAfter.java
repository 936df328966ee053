package io.selvedge.failures;

import java.time.Duration;
import java.util.Optional;

/**
 * A failure that knows when the call is worth trying again.
 *
 * <p>Every refusal of Selvedge that can tell implements it, and so may any exception of the user's, for instance one
 * that carries the {@code Retry-After} header of an HTTP answer. A retry then waits for at least this long.
 */
public interface RetryAfter {

    /**
     * How long to wait, counted from the moment of the failure.
     *
     * @return nanoseconds, zero for "at once", or any negative number when it is not known
     */
    long retryAfterNanos();

    /**
     * The same as a duration, for people.
     *
     * @return how long to wait, or empty when it is not known
     */
    default Optional<Duration> retryAfter() {
        long nanos = retryAfterNanos();
        return nanos < 0 ? Optional.empty() : Optional.of(Duration.ofNanos(nanos));
    }
}
