package io.selvedge.runtime.record;

import org.jspecify.annotations.Nullable;

/** Two that are told of the same calls, in this order. */
record CallRecorders(CallRecorder first, CallRecorder second) implements CallRecorder {
    @Override
    public void ended(long nanos, Outcome outcome) {
        first.ended(nanos, outcome);
        second.ended(nanos, outcome);
    }

    @Override
    public @Nullable CallTrace follow() {
        CallTrace one = first.follow();
        CallTrace other = second.follow();
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return new CallTraces(one, other);
    }

    @Override
    public boolean has(CallRecorder other) {
        return first.has(other) || second.has(other);
    }

    @Override
    public CallRecorder without(CallRecorder gone) {
        return first.without(gone).and(second.without(gone));
    }
}
