package io.selvedge.runtime.drive;

import io.selvedge.runtime.policy.Call;
import io.selvedge.runtime.policy.Pass;
import io.selvedge.runtime.time.Time;
import org.jspecify.annotations.Nullable;

/**
 * A scope that outlives the frames it was taken from, to be carried to other threads. Immutable.
 *
 * @param callId the call whose scope it was
 * @param frame that of the call, which may serve another by now
 * @param outer the scope around that call, itself lasting
 */
record Inherited(
        long callId,
        @Nullable Frame frame,
        long deadlineNanos,
        Time time,
        @Nullable Scope outer) implements Scope {
    /** No call has this number. */
    private static final long NO_CALL = -1;

    /** What calls inherit that the calling thread makes now, for any thread. */
    static Scope here(Time time) {
        Scope scope = CallStack.here().current();
        return scope == null ? new Inherited(NO_CALL, null, Call.NO_DEADLINE, time, null) : scope.lasting();
    }

    @Override
    public boolean isWithin(long id) {
        return id == callId || (outer != null && outer.isWithin(id));
    }

    /** The ticket first: a frame is given its new number before it holds anything for it. */
    @Override
    public boolean isWithin(Pass pass) {
        return (frame != null && frame.holds(pass) && frame.id == callId) || (outer != null && outer.isWithin(pass));
    }

    @Override
    public Scope lasting() {
        return this;
    }
}
