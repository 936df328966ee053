package io.selvedge.failures;

/** A {@link io.selvedge.annotations.Serialized} method did not come to this call's turn. */
public final class SerializedBusyException extends PolicyException {
    private static final long serialVersionUID = 1L;

    private final int queue;

    /**
     * A refusal by a serialized method.
     *
     * @param place the method; a turn is never shared under a name
     * @param queue how many callers may wait, for each key where there are keys
     * @param reason {@code full}, {@code waited_too_long} or {@code too_many_keys}
     */
    public SerializedBusyException(Place place, int queue, String reason) {
        super(place.origin("serialized", "", reason));
        this.queue = queue;
    }

    /** How many callers may wait, for each key where there are keys. */
    public int queue() {
        return queue;
    }

    @Override
    public String getMessage() {
        return method() + " runs one call at a time" + story();
    }

    private String story() {
        return switch (reason()) {
            case "waited_too_long" -> ", and the turn of this one did not come in the time that it could wait.";
            case "too_many_keys" ->
                " for each key, and has no room for another key: every key that it keeps is in use.";
            default -> queue == 0 ? ", and none may wait." : ", and " + queue + " are waiting already.";
        };
    }
}
