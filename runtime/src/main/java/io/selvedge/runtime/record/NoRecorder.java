package io.selvedge.runtime.record;

import io.selvedge.runtime.policy.Policy;
import io.selvedge.runtime.policy.Target;

/** Measures nothing. */
final class NoRecorder implements Recorder {
    @Override
    public CallRecorder calls(Target target) {
        return CallRecorder.NONE;
    }

    @Override
    public StageRecorder stage(Target target, String room) {
        return StageRecorder.NONE;
    }

    @Override
    public void instance(String room, String instance, Policy policy) {}

    @Override
    public void close() {}
}
