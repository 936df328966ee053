package io.selvedge.runtime.record;

import io.selvedge.runtime.policy.Policy;
import io.selvedge.runtime.policy.Target;

/**
 * Where measurements go. Asked for handles when a pipeline is compiled, so that a call looks nothing up.
 *
 * <p>Thread-safe. Nothing here may throw or wait; an implementation logs its own failures once.
 */
public interface Recorder extends AutoCloseable {

    /** Measures nothing and costs nothing: calls do not even read the clock for it. */
    Recorder NONE = new Recorder() {
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
    };

    /** The handle for whole calls of that target, or {@link CallRecorder#NONE}. */
    CallRecorder calls(Target target);

    /** The handle for what happens at one policy of that target, or {@link StageRecorder#NONE}. */
    StageRecorder stage(Target target, String room);

    /** Shows the policy's readings; called once for each instance. */
    void instance(String room, String instance, Policy policy);

    /** Takes everything back that was shown. */
    @Override
    void close();

    /** This one and another, told in this order and closed together. */
    default Recorder and(Recorder other) {
        return this == NONE ? other : other == NONE ? this : new Recorders(this, other);
    }
}
