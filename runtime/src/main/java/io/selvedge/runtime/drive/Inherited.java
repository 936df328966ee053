package io.selvedge.runtime.drive;

import io.selvedge.runtime.time.Time;
import org.jspecify.annotations.Nullable;

/**
 * A scope that outlives the frames it was taken from, to be carried to other threads. Immutable.
 *
 * @param callId the call whose scope it was
 * @param outer the scope around that call, itself lasting
 */
record Inherited(
        long callId,
        long deadlineNanos,
        Time time,
        @Nullable Scope outer) implements Scope {
    @Override
    public boolean isWithin(long id) {
        return id == callId || (outer != null && outer.isWithin(id));
    }

    @Override
    public Scope lasting() {
        return this;
    }
}
