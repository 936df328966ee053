package io.selvedge.runtime.record;

import io.selvedge.runtime.policy.Policy;
import io.selvedge.runtime.policy.Target;

/** Two that are told the same, in this order. */
record Recorders(Recorder first, Recorder second) implements Recorder {
    @Override
    public CallRecorder calls(Target target) {
        return first.calls(target).and(second.calls(target));
    }

    @Override
    public StageRecorder stage(Target target, String room) {
        return first.stage(target, room).and(second.stage(target, room));
    }

    @Override
    public void instance(String room, String instance, Policy policy) {
        first.instance(room, instance, policy);
        second.instance(room, instance, policy);
    }

    @Override
    public void close() {
        first.close();
        second.close();
    }
}
