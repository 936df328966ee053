package io.selvedge.failures;

/** A {@link io.selvedge.annotations.CircuitBreaker} is not letting calls through. */
public final class CircuitOpenException extends PolicyException implements RetryAfter {
    private static final long serialVersionUID = 1L;

    private final long retryAfterNanos;

    /**
     * A refusal by a circuit breaker.
     *
     * @param place the method, and the breaker's name if it is shared
     * @param reason {@code open}, {@code half_open}, {@code forced_open} or {@code too_many_keys}
     * @param retryAfterNanos nanoseconds until a trial may be let through, an estimate when {@code half_open}; negative
     *     when that is not known
     */
    public CircuitOpenException(Place place, String reason, long retryAfterNanos) {
        super(place.origin("circuit_breaker", "", reason));
        this.retryAfterNanos = retryAfterNanos;
    }

    /** The name under which methods share the breaker, or empty text. */
    public String name() {
        return origin().name();
    }

    @Override
    public long retryAfterNanos() {
        return retryAfterNanos;
    }

    @Override
    public String getMessage() {
        return "The circuit breaker" + origin().sharedAs() + " of " + method() + story()
                + DurationText.comeBack(retryAfterNanos);
    }

    private String story() {
        return switch (reason()) {
            case "half_open" -> " is half-open and all its trials are under way.";
            case "forced_open" -> " was set open by an operator.";
            case "too_many_keys" -> " has no room for another key: every key that it keeps is in use.";
            default -> " is open.";
        };
    }
}
