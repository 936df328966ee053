package io.selvedge.runtime.record;

import org.jspecify.annotations.Nullable;

/** Two that follow the same call; what one enters last it leaves first. */
record CallTraces(CallTrace first, CallTrace second) implements CallTrace {
    @Override
    public Entered enter() {
        Entered outer = first.enter();
        Entered inner = second.enter();
        return () -> {
            inner.leave();
            outer.leave();
        };
    }

    @Override
    public StageRecorder stage(String room) {
        return first.stage(room).and(second.stage(room));
    }

    @Override
    public CallTrace child(String room) {
        return new CallTraces(first.child(room), second.child(room));
    }

    @Override
    public CallTrace here() {
        return new CallTraces(first.here(), second.here());
    }

    @Override
    public void ended(Outcome outcome, @Nullable Throwable failure) {
        first.ended(outcome, failure);
        second.ended(outcome, failure);
    }
}
