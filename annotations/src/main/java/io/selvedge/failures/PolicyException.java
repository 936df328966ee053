package io.selvedge.failures;

import org.jspecify.annotations.Nullable;

/**
 * The root of everything that a policy throws in place of the call's own outcome.
 *
 * <p>It is open: a policy of your own may extend it. Instances carry no stack trace, because they are made on the
 * overload path, where filling one in costs more than the refusal itself; the message names the method instead. Start
 * the JVM with {@code -Dselvedge.stacktraces=true} to have them (read once, when this class is loaded). Other failures
 * met on the way may be attached with {@link #addSuppressed}.
 *
 * <p>Thread-safe as any {@link Throwable}: all fields are final.
 */
public abstract class PolicyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private static final boolean TRACES = Boolean.getBoolean("selvedge.stacktraces");

    private final Origin origin;

    /**
     * A failure without a cause.
     *
     * @param method the guarded method as the metrics name it, such as {@code org.shop.TaskService.find}
     * @param policy what refused, in the words of the metrics, such as {@code bulkhead}
     * @param reason why, as short stable snake_case text that can serve as a metric tag
     * @param message the whole story in prose
     */
    protected PolicyException(String method, String policy, String reason, String message) {
        this(method, policy, reason, message, null);
    }

    /**
     * A failure brought about by another one.
     *
     * @param method the guarded method as the metrics name it, such as {@code org.shop.TaskService.find}
     * @param policy what refused, in the words of the metrics, such as {@code bulkhead}
     * @param reason why, as short stable snake_case text that can serve as a metric tag
     * @param message the whole story in prose
     * @param cause what brought it about, if anything did
     */
    protected PolicyException(String method, String policy, String reason, String message, @Nullable Throwable cause) {
        super(message, cause, true, TRACES);
        this.origin = Origin.of(method, policy, reason);
    }

    /** For this package's own failures, which tell their story when asked, since most refusals are never read. */
    PolicyException(Origin origin) {
        super(null, null, true, TRACES);
        this.origin = origin;
    }

    final Origin origin() {
        return origin;
    }

    /** The guarded method as the metrics name it, such as {@code org.shop.TaskService.find}. */
    public final String method() {
        return origin.method();
    }

    /**
     * What refused: {@code retry}, {@code timeout}, {@code bulkhead}, {@code circuit_breaker}, {@code rate_limit},
     * {@code serialized}, {@code single_flight}, {@code paginated}, or the name of a policy of your own.
     */
    public final String policy() {
        return origin.policy();
    }

    /** Why, as short stable snake_case text, usable as a metric tag. */
    public final String reason() {
        return origin.reason();
    }

    /**
     * Whether the call was turned away before it ran at all; true unless a subclass says otherwise.
     *
     * <p>A refusal says nothing about the callee: a circuit breaker does not record it, and a retry tries it again only
     * when it says when to come back.
     */
    public boolean refusal() {
        return true;
    }
}
