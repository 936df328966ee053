package io.selvedge.runtime.drive;

import io.selvedge.runtime.policy.Call;
import io.selvedge.runtime.policy.Pass;
import io.selvedge.runtime.time.Time;

/** A lasting scope without its deadline. Immutable. */
record Timeless(Scope scope) implements Scope {
    @Override
    public boolean isWithin(long callId) {
        return scope.isWithin(callId);
    }

    @Override
    public boolean isWithin(Pass pass) {
        return scope.isWithin(pass);
    }

    @Override
    public long deadlineNanos() {
        return Call.NO_DEADLINE;
    }

    @Override
    public Time time() {
        return scope.time();
    }

    @Override
    public Scope lasting() {
        return this;
    }
}
