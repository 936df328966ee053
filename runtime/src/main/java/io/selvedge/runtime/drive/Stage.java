package io.selvedge.runtime.drive;

import io.selvedge.runtime.policy.Limit;
import io.selvedge.runtime.policy.Pass;
import io.selvedge.runtime.policy.Policy;
import io.selvedge.runtime.record.StageRecorder;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One policy in a pipeline.
 *
 * <p>Thread-safe. Who listens may change while calls run; a call that is under way may tell either.
 */
public final class Stage {
    final Policy policy;
    /** The ticket of every call, for which nobody need be asked; {@code null} if there is none. */
    final @Nullable Pass standing;
    /** The same, if it asks for something. */
    final @Nullable Limit standingLimit;

    private final String room;
    // Read on every event and written once in a process's life: neither final nor volatile, so that it costs nothing.
    private StageRecorder recorder;

    /**
     * @param room the name of its room
     * @param recorder resolved once, so that a call looks nothing up
     */
    public Stage(String room, Policy policy, StageRecorder recorder) {
        this.room = room;
        this.policy = policy;
        this.standing = policy.standing();
        this.standingLimit = standing instanceof Limit limit ? limit : null;
        this.recorder = recorder;
    }

    public String room() {
        return room;
    }

    public Policy policy() {
        return policy;
    }

    /** The same place without its policy. */
    Stage passedOver() {
        return new Stage(room, PassedOver.POLICY, StageRecorder.NONE);
    }

    StageRecorder recorder() {
        return recorder;
    }

    /** Changes who is told what happens here. Not at once with another change. */
    void record(UnaryOperator<StageRecorder> change) {
        recorder = change.apply(recorder);
    }
}
