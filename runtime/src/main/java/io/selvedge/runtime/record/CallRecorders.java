package io.selvedge.runtime.record;

/** Two that are told of the same calls, in this order. */
record CallRecorders(CallRecorder first, CallRecorder second) implements CallRecorder {
    @Override
    public void ended(long nanos, Outcome outcome) {
        first.ended(nanos, outcome);
        second.ended(nanos, outcome);
    }

    @Override
    public CallRecorder without(CallRecorder gone) {
        return first.without(gone).and(second.without(gone));
    }
}
