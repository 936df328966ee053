package io.selvedge.failures;

import java.time.Duration;

/** The call took longer than its {@link io.selvedge.annotations.Timeout} allows. */
public final class CallTimeoutException extends PolicyException {
    private static final long serialVersionUID = 1L;

    private final Duration limit;

    /**
     * A time-out.
     *
     * @param method the guarded method as the metrics name it
     * @param limit how long the call was allowed to take
     */
    public CallTimeoutException(String method, Duration limit) {
        super(Origin.of(method, "timeout", "timeout"));
        this.limit = limit;
    }

    /** How long the call was allowed to take. */
    public Duration limit() {
        return limit;
    }

    /** False: the call may well have run, and its effects may have happened. */
    @Override
    public boolean refusal() {
        return false;
    }

    @Override
    public String getMessage() {
        return method() + " took longer than its limit of " + DurationText.exact(limit.toNanos()) + ".";
    }
}
