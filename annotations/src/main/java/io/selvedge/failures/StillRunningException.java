package io.selvedge.failures;

/** The run that a {@link io.selvedge.annotations.SingleFlight} call shares had not ended by the call's deadline. */
public final class StillRunningException extends PolicyException {
    private static final long serialVersionUID = 1L;

    /**
     * A caller that left the others.
     *
     * @param method the guarded method as the metrics name it
     */
    public StillRunningException(String method) {
        super(Origin.of(method, "single_flight", "deadline"));
    }

    @Override
    public String getMessage() {
        return "The run of " + method()
                + " that this call shares with others had not ended when the call's time was over.";
    }
}
