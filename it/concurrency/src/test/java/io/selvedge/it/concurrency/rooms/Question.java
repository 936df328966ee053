package io.selvedge.it.concurrency.rooms;

import io.selvedge.runtime.policy.Call;
import io.selvedge.runtime.policy.Pass;
import io.selvedge.runtime.policy.Target;

/** A call that exists only to be asked about, at one moment. */
public final class Question extends Call {
    private static final Target TARGET = new Target("work", null, false);

    private final long nanos;

    public Question(long nanos) {
        this.nanos = nanos;
    }

    @Override
    public Target target() {
        return TARGET;
    }

    @Override
    public long id() {
        return 1;
    }

    @Override
    public boolean isWithin(long callId) {
        return false;
    }

    @Override
    public boolean isWithin(Pass pass) {
        return false;
    }

    @Override
    public Object self() {
        return null;
    }

    @Override
    public Object argument(int position) {
        throw new IndexOutOfBoundsException(position);
    }

    @Override
    public Object[] arguments() {
        return new Object[0];
    }

    @Override
    public long nanos() {
        return nanos;
    }

    @Override
    public long startedNanos() {
        return nanos;
    }

    @Override
    public long deadlineNanos() {
        return NO_DEADLINE;
    }
}
