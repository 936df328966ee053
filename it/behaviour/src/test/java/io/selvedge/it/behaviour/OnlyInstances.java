package io.selvedge.it.behaviour;

import io.selvedge.runtime.policy.Policy;
import io.selvedge.runtime.policy.Target;
import io.selvedge.runtime.record.CallRecorder;
import io.selvedge.runtime.record.Recorder;
import io.selvedge.runtime.record.StageRecorder;

/** Shows another recorder the policies, and tells it nothing of the calls. Stateless. */
final class OnlyInstances implements Recorder {
    private final Recorder recorder;

    OnlyInstances(Recorder recorder) {
        this.recorder = recorder;
    }

    @Override
    public CallRecorder calls(Target target) {
        return CallRecorder.NONE;
    }

    @Override
    public StageRecorder stage(Target target, String room) {
        return StageRecorder.NONE;
    }

    @Override
    public void instance(String room, String instance, Policy policy) {
        recorder.instance(room, instance, policy);
    }

    @Override
    public void close() {
        recorder.close();
    }
}
