package io.selvedge.failures;

/** A {@link io.selvedge.annotations.RateLimit} has no slot for the call soon enough. */
public final class RateLimitedException extends PolicyException implements RetryAfter {
    private static final long serialVersionUID = 1L;

    private final long retryAfterNanos;

    /**
     * A refusal by a rate limit.
     *
     * @param place the method, and the limit's name if it is shared
     * @param rate the limit in words, such as "10 per 1s"
     * @param reason {@code spent} or {@code too_many_keys}
     * @param retryAfterNanos nanoseconds until a call that comes then is let through, negative when that is not known
     */
    public RateLimitedException(Place place, String rate, String reason, long retryAfterNanos) {
        super(place.origin("rate_limit", rate, reason));
        this.retryAfterNanos = retryAfterNanos;
    }

    /** The name under which methods share the limit, or empty text. */
    public String name() {
        return origin().name();
    }

    /** The limit in words, such as "10 per 1s". */
    public String rate() {
        return origin().setting();
    }

    @Override
    public long retryAfterNanos() {
        return retryAfterNanos;
    }

    @Override
    public String getMessage() {
        return "The rate limit" + origin().sharedAs() + " of " + method() + ", " + rate() + "," + story()
                + DurationText.comeBack(retryAfterNanos);
    }

    private String story() {
        return reason().equals("too_many_keys")
                ? " has no room for another key: every key that it keeps is in use."
                : " is spent.";
    }
}
