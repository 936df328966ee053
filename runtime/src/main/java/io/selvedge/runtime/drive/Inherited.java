package io.selvedge.runtime.drive;

import io.selvedge.runtime.policy.Call;
import io.selvedge.runtime.policy.Pass;
import io.selvedge.runtime.time.Time;
import org.jspecify.annotations.Nullable;

/**
 * A scope that outlives the frames it was taken from, to be carried to other threads. Immutable.
 *
 * @param callId the call whose scope it was
 * @param tickets what that call holds, for as long as it does
 * @param outer the scope around that call, itself lasting
 */
record Inherited(
        long callId,
        @Nullable Tickets tickets,
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

    @Override
    public boolean isWithin(Pass pass) {
        return (tickets != null && tickets.hold(pass, callId)) || (outer != null && outer.isWithin(pass));
    }

    @Override
    public Scope lasting() {
        return this;
    }

    /** With which tickets a call has come in. Any thread may ask while it goes on, or is over. */
    @FunctionalInterface
    interface Tickets {
        /** Whether that call is behind the door of that ticket. */
        boolean hold(Pass pass, long callId);
    }
}
