package io.selvedge.runtime.gate;

import org.jspecify.annotations.Nullable;

/**
 * One who stands in line at a gate, once in its life: who has to wait again does so as another waiter.
 *
 * <p>The fields below the number belong to the gate and are guarded by its lock.
 */
public abstract class Waiter {
    private final long callId;

    @Nullable Waiter ahead;

    @Nullable Waiter behind;

    @Nullable Line line;

    boolean stood;

    boolean first;

    private boolean sentAway;

    /** @param callId the call that waits; gates that know their holder remember it */
    protected Waiter(long callId) {
        this.callId = callId;
    }

    public final long callId() {
        return callId;
    }

    final void requireNew() {
        if (stood) {
            throw new IllegalStateException("A waiter stands in line once; make another to wait again.");
        }
    }

    /** Whether nobody stood in line when this one did. To be asked by who has joined. */
    public final boolean wasFirst() {
        return first;
    }

    /** Under the lock: this one was taken out and will be told. */
    final void markSentAway() {
        sentAway = true;
    }

    /**
     * Whether the line was cleared while this one stood there. To be asked when it has been told, or after
     * {@link Gate#withdraw} has said no.
     */
    public final boolean wasSentAway() {
        return sentAway;
    }

    /**
     * The place is yours. Called once, by whoever gave it, outside all locks of the gate; must return at once, throw
     * nothing and run no code of users: unpark a thread or submit a task.
     */
    protected abstract void granted();

    /**
     * The line was cleared: nothing is held. Called once, in place of {@link #granted()} and under the same terms.
     */
    protected abstract void sentAway();
}
