package io.selvedge.runtime.micrometer;

import static java.util.concurrent.TimeUnit.NANOSECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.selvedge.annotations.Bulkhead;
import io.selvedge.annotations.Key;
import io.selvedge.failures.BulkheadFullException;
import io.selvedge.runtime.bulkhead.BulkheadRoom;
import io.selvedge.runtime.compile.PlanCompiler;
import io.selvedge.runtime.drive.ContextCarrier;
import io.selvedge.runtime.drive.Environment;
import io.selvedge.runtime.drive.Plan;
import io.selvedge.runtime.policy.Target;
import io.selvedge.runtime.record.CallRecorder;
import io.selvedge.runtime.record.Outcome;
import io.selvedge.runtime.record.StageRecorder;
import io.selvedge.runtime.time.SystemTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MicrometerRecorderTest {
    private static final Target FIND = new Target("Shop.find", null, false);

    private final SystemTime time = new SystemTime();
    private final MeterRegistry registry = new SimpleMeterRegistry();
    private final MicrometerRecorder recorder = new MicrometerRecorder(registry);

    static class Guarded {
        @Bulkhead(limit = 1)
        void byKey(@Key String key) {}

        @Bulkhead(limit = 1)
        void one() {}
    }

    @AfterEach
    void closeTime() {
        time.close();
    }

    @Test
    void timesEachCallOnceByItsOutcome() {
        CallRecorder calls = recorder.calls(FIND);

        calls.ended(30, Outcome.SUCCESS);
        calls.ended(12, Outcome.SUCCESS);
        calls.ended(500, Outcome.TIMEOUT);

        assertThat(calls(Outcome.SUCCESS).count()).isEqualTo(2);
        assertThat(calls(Outcome.SUCCESS).totalTime(NANOSECONDS)).isEqualTo(42);
        assertThat(calls(Outcome.TIMEOUT).totalTime(NANOSECONDS)).isEqualTo(500);
        assertThat(registry.find("selvedge.calls").timers().stream()
                        .mapToLong(Timer::count)
                        .sum())
                .isEqualTo(3);
    }

    @Test
    void showsAllOutcomesBeforeTheFirstCall() {
        recorder.calls(FIND);

        assertThat(registry.find("selvedge.calls").timers())
                .hasSize(Outcome.values().length)
                .allMatch(timer -> timer.count() == 0);
    }

    @Test
    void showsAnOutcomeWithHistogramOnlyOnceThereIsOne() {
        PrometheusMeterRegistry prometheus = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        CallRecorder calls = new MicrometerRecorder(prometheus, new MicrometerRecorder.Options(true)).calls(FIND);
        assertThat(prometheus.getMeters()).isEmpty();

        calls.ended(3_000_000, Outcome.SUCCESS);

        assertThat(prometheus.scrape())
                .containsPattern("selvedge_calls_seconds_bucket\\{[^}]*outcome=\"success\"[^}]*le=\"0.0\\d+\"} 1\n")
                .doesNotContain("failure");
    }

    @Test
    void showsAnEventWithTheFirstOfItsKind() {
        StageRecorder stage = recorder.stage(FIND, "bulkhead");
        assertThat(registry.getMeters()).isEmpty();

        stage.refused("full");

        assertThat(registry.getMeters()).hasSize(1);
        assertThat(refusals("full").count()).isEqualTo(1);
    }

    @Test
    void countsRefusalsByReason() {
        StageRecorder stage = recorder.stage(FIND, "bulkhead");

        stage.refused("full");
        stage.refused("waited_too_long");
        stage.refused("full");

        assertThat(refusals("full").count()).isEqualTo(2);
        assertThat(refusals("waited_too_long").count()).isEqualTo(1);
    }

    @Test
    void countsABackOffAsARetryAndAWait() {
        StageRecorder stage = recorder.stage(FIND, "retry");

        stage.again(0);
        stage.again(700);

        assertThat(registry.get("selvedge.retries").counter().count()).isEqualTo(2);
        assertThat(registry.get("selvedge.waits").timer().count()).isEqualTo(1);
        assertThat(registry.get("selvedge.waits").timer().totalTime(NANOSECONDS))
                .isEqualTo(700);
    }

    @Test
    void countsAnAttemptThatEndedBeforeTheLimitButAfterItsCallerHadLeft() {
        recorder.stage(FIND, "timeout").late(-5);

        assertThat(registry.get("selvedge.late.ends").timer().count()).isEqualTo(1);
        assertThat(registry.get("selvedge.late.ends").timer().totalTime(NANOSECONDS))
                .isZero();
    }

    @Test
    void boundsTheReasonsOfOneMethod() {
        StageRecorder stage = recorder.stage(FIND, "mine");

        for (int i = 0; i < 1_000; i++) {
            stage.refused("reason_" + i);
        }
        stage.refused("");

        assertThat(registry.find("selvedge.refusals").counters()).hasSize(CountersByReason.MOST + 1);
        assertThat(refusals(CountersByReason.OTHER).count()).isEqualTo(1_001 - CountersByReason.MOST);
    }

    @Test
    void losesNoRoomForReasonsToARace() throws Exception {
        StageRecorder stage = recorder.stage(FIND, "mine");
        inParallel(16, () -> stage.refused("same"));

        for (int i = 1; i < CountersByReason.MOST; i++) {
            stage.refused("reason_" + i);
        }

        assertThat(registry.find("selvedge.refusals").counters()).hasSize(CountersByReason.MOST);
        assertThat(refusals("same").count()).isEqualTo(16);
    }

    @Test
    void countsAReasonThatIsMissing() {
        recorder.stage(FIND, "bulkhead").refused("");

        assertThat(refusals("none").count()).isEqualTo(1);
    }

    @Test
    void recordsWhatTheDriversDo() throws Throwable {
        Plan plan = plan("one");

        plan.run(null, new Object[0], arguments -> {
            try {
                return plan.run(new Object(), new Object[0], none -> null);
            } catch (BulkheadFullException expected) {
                return null;
            }
        });

        String method = Guarded.class.getName() + ".one";
        assertThat(registry.get("selvedge.calls")
                        .tags("method", method, "outcome", "success")
                        .timer()
                        .count())
                .isEqualTo(1);
        assertThat(registry.get("selvedge.calls")
                        .tags("method", method, "outcome", "refused")
                        .timer()
                        .count())
                .isEqualTo(1);
        assertThat(registry.get("selvedge.refusals")
                        .tags("method", method, "policy", "bulkhead", "reason", "nested")
                        .counter()
                        .count())
                .isEqualTo(1);
        assertThat(registry.get("selvedge.bulkhead.permits.limit")
                        .tags("name", method)
                        .gauge()
                        .value())
                .isEqualTo(1);
    }

    @Test
    void neverMakesATagOfAKey() throws Throwable {
        Plan plan = plan("byKey", String.class);
        plan.run(null, new Object[] {"secret-0"}, arguments -> null);
        List<Meter> before = registry.getMeters();

        for (int i = 1; i < 1_000; i++) {
            plan.run(null, new Object[] {"secret-" + i}, arguments -> null);
        }

        assertThat(registry.getMeters()).containsExactlyInAnyOrderElementsOf(before);
        assertThat(registry.getMeters())
                .allMatch(meter -> !meter.getId().toString().contains("secret"));
        assertThat(registry.get("selvedge.bulkhead.keys").gauge().value()).isEqualTo(1_000);
    }

    private Plan plan(String method, Class<?>... parameters) throws NoSuchMethodException {
        Environment environment = new Environment(time, Runnable::run, ContextCarrier.NONE);
        return new PlanCompiler(List.of(new BulkheadRoom()), environment, recorder)
                .plan(Guarded.class.getDeclaredMethod(method, parameters));
    }

    private Timer calls(Outcome outcome) {
        return registry.get("selvedge.calls")
                .tags("method", "Shop.find", "outcome", outcome.tag())
                .timer();
    }

    private Counter refusals(String reason) {
        return registry.get("selvedge.refusals").tags("reason", reason).counter();
    }

    private static void inParallel(int threads, Runnable task) throws Exception {
        CyclicBarrier start = new CyclicBarrier(threads);
        List<Thread> all = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            Thread thread = new Thread(() -> {
                try {
                    start.await();
                    task.run();
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            });
            thread.start();
            all.add(thread);
        }
        for (Thread thread : all) {
            thread.join();
        }
    }
}
