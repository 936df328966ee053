package io.selvedge.runtime.micrometer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.atLeast;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import io.micrometer.core.instrument.distribution.pause.PauseDetector;
import io.micrometer.core.instrument.noop.NoopCounter;
import io.micrometer.core.instrument.noop.NoopTimer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.selvedge.runtime.policy.Reading;
import io.selvedge.runtime.policy.Target;
import io.selvedge.runtime.record.CallRecorder;
import io.selvedge.runtime.record.Outcome;
import io.selvedge.runtime.record.StageRecorder;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;

/** How recorders share a registry, leave it, and bear with one that fails. */
class RegistryTest {
    private static final Target FIND = new Target("Shop.find", null, false);

    private final MeterRegistry registry = new SimpleMeterRegistry();
    private final Logger log = mock(Logger.class);

    @Test
    void isLeftAsItWasFound() {
        Counter theirs = registry.counter("theirs");
        MicrometerRecorder recorder = new MicrometerRecorder(registry);
        useEverything(recorder);

        recorder.close();
        recorder.close();

        assertThat(registry.getMeters()).containsExactly(theirs);
    }

    @Test
    void isNotUsedAfterTheEnd() {
        MicrometerRecorder recorder = new MicrometerRecorder(registry);
        CallRecorder calls = recorder.calls(FIND);
        StageRecorder stage = recorder.stage(FIND, "bulkhead");
        recorder.close();

        calls.ended(1, Outcome.SUCCESS);
        stage.refused("full");
        useEverything(recorder);

        assertThat(registry.getMeters()).isEmpty();
    }

    @Test
    void startsFromZeroForTheNextEngine() {
        MicrometerRecorder first = new MicrometerRecorder(registry);
        first.stage(FIND, "retry").again(0);
        first.close();

        new MicrometerRecorder(registry).stage(FIND, "retry").again(0);

        assertThat(registry.get("selvedge.retries").counter().count()).isEqualTo(1);
    }

    @Test
    void addsUpWhatTwoEnginesCountAndKeepsItForTheLast() {
        MicrometerRecorder first = new MicrometerRecorder(registry);
        MicrometerRecorder second = new MicrometerRecorder(registry);
        first.stage(FIND, "retry").again(0);
        StageRecorder stage = second.stage(FIND, "retry");
        stage.again(0);
        assertThat(registry.get("selvedge.retries").counter().count()).isEqualTo(2);

        first.close();
        stage.again(0);
        assertThat(registry.get("selvedge.retries").counter().count()).isEqualTo(3);

        second.close();
        assertThat(registry.getMeters()).isEmpty();
    }

    @Test
    void mayRenameAndMergeMeters() {
        registry.config()
                .commonTags("app", "shop")
                .meterFilter(MeterFilter.ignoreTags("method"))
                .meterFilter(MeterFilter.renameTag("selvedge", "policy", "guard"));
        MicrometerRecorder recorder = new MicrometerRecorder(registry);
        recorder.stage(FIND, "retry").again(0);
        recorder.stage(new Target("Shop.list", null, false), "retry").again(0);
        assertThat(registry.get("selvedge.retries")
                        .tags("guard", "retry", "app", "shop")
                        .counter()
                        .count())
                .isEqualTo(2);

        recorder.close();

        assertThat(registry.getMeters()).isEmpty();
    }

    @Test
    void mayDenyMeters() {
        registry.config().meterFilter(MeterFilter.denyNameStartsWith("selvedge.calls"));
        MicrometerRecorder recorder = new MicrometerRecorder(registry);

        useEverything(recorder);

        assertThat(registry.find("selvedge.calls").meters()).isEmpty();
        assertThat(registry.find("selvedge.retries").counters()).hasSize(1);
    }

    @Test
    void thatTakesNothingHarmsNobodyAndIsComplainedAboutOnce() {
        OwnMeters meters = new OwnMeters(new Refusing(), new Complaints(log));
        CallRecorder calls = new CallMeters(meters, "Shop.find", false).shown();
        StageRecorder stage = new StageMeters(meters, "Shop.find", "retry");

        for (int i = 0; i < 3; i++) {
            calls.ended(1, Outcome.SUCCESS);
            stage.again(1);
        }

        verify(log, times(1)).warn(anyString(), any(Object.class), any(Object.class));
        verify(log, atLeast(8)).debug(anyString(), any(Object.class), any(Object.class));
    }

    @Test
    void thatFailsWhileRecordingHarmsNobody() {
        OwnMeters meters = new OwnMeters(new Failing(), new Complaints(log));
        StageRecorder stage = new StageMeters(meters, "Shop.find", "retry");
        CallRecorder calls = new CallMeters(meters, "Shop.find", false);

        assertThatCode(() -> {
                    stage.again(1);
                    stage.refused("full");
                    calls.ended(1, Outcome.FAILURE);
                })
                .doesNotThrowAnyException();
        verify(log, times(1)).warn(anyString(), any(Object.class), any(Object.class));
    }

    @Test
    void thatHasAnotherKindOfMeterThereHarmsNobody() {
        registry.gauge("selvedge.retries", List.of(), 1);
        registry.config().meterFilter(MeterFilter.ignoreTags("method", "policy"));
        OwnMeters meters = new OwnMeters(registry, new Complaints(log));

        new StageMeters(meters, "Shop.find", "retry").again(0);

        verify(log).warn(anyString(), any(Object.class), any(Object.class));
        assertThat(registry.get("selvedge.retries").meter().getId().getType()).isEqualTo(Meter.Type.GAUGE);
    }

    @Test
    void tellsWhenTwoPoliciesHaveOneName() {
        OwnMeters meters = new OwnMeters(registry, new Complaints(log));
        List<Reading> readings = List.of(Reading.gauge("used", "", "", () -> 0));

        meters.show("bulkhead", "orders", readings);
        verify(log, never()).warn(anyString(), any(Object[].class));
        meters.show("bulkhead", "orders", readings);

        verify(log).warn(anyString(), any(Object[].class));
    }

    private static void useEverything(MicrometerRecorder recorder) {
        recorder.calls(FIND).ended(1, Outcome.SUCCESS);
        StageRecorder stage = recorder.stage(FIND, "retry");
        stage.again(1);
        stage.kept("recovered");
        stage.refused("full");
        stage.late(1);
    }

    private static final class Refusing extends SimpleMeterRegistry {
        @Override
        protected Timer newTimer(Meter.Id id, DistributionStatisticConfig config, PauseDetector pauses) {
            throw new IllegalStateException("no timers today");
        }

        @Override
        protected Counter newCounter(Meter.Id id) {
            throw new LinkageError("no counters today");
        }
    }

    /** By hand: mocking would instrument the interfaces, and what they allocate would no longer be theirs. */
    private static final class Failing extends SimpleMeterRegistry {
        @Override
        protected Timer newTimer(Meter.Id id, DistributionStatisticConfig config, PauseDetector pauses) {
            return new NoopTimer(id) {
                @Override
                public void record(long amount, TimeUnit unit) {
                    throw new IllegalStateException("full");
                }
            };
        }

        @Override
        protected Counter newCounter(Meter.Id id) {
            return new NoopCounter(id) {
                @Override
                public void increment(double amount) {
                    throw new StackOverflowError();
                }
            };
        }
    }
}
