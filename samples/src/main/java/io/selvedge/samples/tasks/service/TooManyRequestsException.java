package io.selvedge.samples.tasks.service;

import io.selvedge.failures.RetryAfter;
import java.time.Duration;

/** The API wants fewer requests, and may have said when to come back; a {@code @Retry} then waits that long. */
public final class TooManyRequestsException extends NotificationException implements RetryAfter {
    private static final long serialVersionUID = 1L;

    private final long retryAfterNanos;

    /**
     * The answer to one request too many.
     *
     * @param retryAfter how long to stay away, negative if the API did not say
     */
    public TooManyRequestsException(Duration retryAfter) {
        super(429);
        retryAfterNanos = retryAfter.toNanos();
    }

    @Override
    public long retryAfterNanos() {
        return retryAfterNanos;
    }
}
