package io.selvedge.failures;

/** A {@link io.selvedge.annotations.Serialized} method did not come to this call's turn. */
public final class SerializedBusyException extends PolicyException {
    private static final long serialVersionUID = 1L;

    private final int queue;

    /**
     * A refusal by a serialized method.
     *
     * @param method the guarded method as the metrics name it
     * @param queue how many callers may wait, for each key where there are keys
     * @param reason {@code full}, {@code waited_too_long} or {@code too_many_keys}
     */
    public SerializedBusyException(String method, int queue, String reason) {
        super(method, "serialized", reason);
        this.queue = queue;
    }

    /** How many callers may wait, for each key where there are keys. */
    public int queue() {
        return queue;
    }

    @Override
    public String getMessage() {
        return method() + " runs one call at a time, and " + story();
    }

    private String story() {
        return switch (reason()) {
            case "waited_too_long" -> "this call's turn did not come in the time it could wait.";
            case "too_many_keys" -> "has no room for another key; every key it keeps is in use.";
            default -> "its line is full: " + queue + " are waiting.";
        };
    }
}
