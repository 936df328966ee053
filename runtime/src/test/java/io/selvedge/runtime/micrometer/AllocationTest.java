package io.selvedge.runtime.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.selvedge.runtime.policy.Target;
import io.selvedge.runtime.record.CallRecorder;
import io.selvedge.runtime.record.Outcome;
import io.selvedge.runtime.record.StageRecorder;
import java.lang.management.ManagementFactory;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Recording allocates nothing. */
class AllocationTest {
    private static final Target FIND = new Target("Shop.find", null, false);
    private static final int ROUNDS = 10_000;

    static Stream<MeterRegistry> registries() {
        return Stream.of(new SimpleMeterRegistry(), new PrometheusMeterRegistry(PrometheusConfig.DEFAULT));
    }

    @ParameterizedTest
    @MethodSource("registries")
    void ofACallIsNone(MeterRegistry registry) {
        CallRecorder calls = new MicrometerRecorder(registry).calls(FIND);
        Outcome[] outcomes = Outcome.values();

        assertThat(leastBytes(i -> calls.ended(i, outcomes[i % outcomes.length])))
                .isZero();
    }

    @ParameterizedTest
    @MethodSource("registries")
    void ofEventsIsNone(MeterRegistry registry) {
        StageRecorder stage = new MicrometerRecorder(registry).stage(FIND, "retry");

        assertThat(leastBytes(i -> {
                    stage.again(i);
                    stage.waited(i);
                    stage.refused("full");
                    stage.kept("recovered");
                    stage.diverted();
                    stage.expired();
                    stage.late(i);
                }))
                .isZero();
    }

    private interface Recording {
        void record(int i);
    }

    /** The least of several rounds: what the machine allocates on the side, such as while it compiles, is not ours. */
    private static long leastBytes(Recording recording) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long id = Thread.currentThread().getId();
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 5; round++) {
            long before = threads.getThreadAllocatedBytes(id);
            for (int i = 0; i < ROUNDS; i++) {
                recording.record(i);
            }
            least = Math.min(least, threads.getThreadAllocatedBytes(id) - before);
        }
        return least;
    }
}
