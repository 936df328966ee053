package io.selvedge.failures;

/** A {@link io.selvedge.annotations.Bulkhead} had no permit for the call, or none in time, or its line was cleared. */
public final class BulkheadFullException extends PolicyException {
    private static final long serialVersionUID = 1L;

    private final int limit;
    private final int queue;

    /**
     * A refusal by a bulkhead.
     *
     * @param place the method, and the bulkhead's name if it is shared
     * @param limit how many calls may run at once
     * @param queue how many callers may wait
     * @param reason {@code full}, {@code waited_too_long}, {@code nested}, {@code cleared} or {@code too_many_keys}
     */
    public BulkheadFullException(Place place, int limit, int queue, String reason) {
        super(place.origin("bulkhead", "", reason));
        this.limit = limit;
        this.queue = queue;
    }

    /** The name under which methods share the bulkhead, or empty text. */
    public String name() {
        return origin().name();
    }

    /** How many calls may run at once. */
    public int limit() {
        return limit;
    }

    /** How many callers may wait. */
    public int queue() {
        return queue;
    }

    @Override
    public String getMessage() {
        return "The bulkhead" + origin().sharedAs() + " of " + method() + story();
    }

    private String story() {
        return switch (reason()) {
            case "waited_too_long" ->
                ", where " + limit + " calls may run at once, had no permit in the time that this call could wait.";
            case "nested" ->
                " has no permit free for a call that was made from within another one under it, which might wait for"
                        + " itself: " + limit + " calls may run at once. Give the inner call a bulkhead of its own, or"
                        + " make it when the outer one has ended.";
            case "cleared" -> " sent this call away: an operator cleared the line in which it stood.";
            case "too_many_keys" -> " has no room for another key: every key that it keeps is in use.";
            default ->
                " is full: " + limit + " calls may run at once" + (queue == 0 ? "." : " and " + queue + " may wait.");
        };
    }
}
