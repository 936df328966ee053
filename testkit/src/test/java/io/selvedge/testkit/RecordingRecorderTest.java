package io.selvedge.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.selvedge.runtime.policy.Pass;
import io.selvedge.runtime.policy.Policy;
import io.selvedge.runtime.policy.Target;
import io.selvedge.runtime.record.Outcome;
import io.selvedge.runtime.record.StageRecorder;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RecordingRecorderTest {
    private final RecordingRecorder recorder = new RecordingRecorder();
    private final Target find = new Target("Tasks.find", null, false);
    private final Target save = new Target("Tasks.save", null, false);

    @Test
    void remembersInOrder() {
        StageRecorder retry = recorder.stage(find, "Retry");
        retry.again(100_000_000);
        retry.kept("exhausted");
        recorder.stage(save, "Bulkhead").refused("full");
        recorder.calls(find).ended(250_000_000, Outcome.FAILURE);
        assertThat(recorder.events())
                .containsExactly(
                        "Retry: again after 100ms",
                        "Retry: kept, exhausted",
                        "Bulkhead: refused, full",
                        "ended failure after 250ms");
        assertThat(recorder.events("Tasks.save")).containsExactly("Bulkhead: refused, full");
        recorder.clear();
        assertThat(recorder.events()).isEmpty();
    }

    @Test
    void hasASentenceForEachEvent() {
        StageRecorder stage = recorder.stage(find, "Room");
        stage.waited(1);
        stage.diverted();
        stage.expired();
        stage.late(2_000);
        assertThat(recorder.events())
                .containsExactly("Room: waited 1ns", "Room: diverted", "Room: expired", "Room: late by 2us");
    }

    @Test
    void showsInstancesOnce() {
        Policy policy = call -> Pass.FREE;
        recorder.instance("Bulkhead", "Tasks.find", policy);
        assertThat(recorder.instances()).containsExactly(Map.entry("Bulkhead Tasks.find", policy));
        assertThatIllegalStateException().isThrownBy(() -> recorder.instance("Bulkhead", "Tasks.find", policy));
    }

    @Test
    void knowsThatItWasClosed() {
        assertThat(recorder.closed()).isFalse();
        recorder.close();
        assertThat(recorder.closed()).isTrue();
    }
}
