package io.selvedge.benchmarks.peers;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.selvedge.benchmarks.Call;
import io.selvedge.benchmarks.Peer;
import io.selvedge.benchmarks.Scenario;
import io.selvedge.benchmarks.Work;
import io.smallrye.faulttolerance.api.TypedGuard;
import jakarta.enterprise.util.TypeLiteral;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;

/** SmallRye Fault Tolerance's guards without CDI. */
public final class SmallRye implements Peer {
    private final Work work = new Work();

    @Override
    public Map<Scenario, Call> calls() throws InterruptedException {
        Call open = breaker(guard(), 1).build().adaptCallable(work::fail)::call;
        Call full = bulkhead(guard(), 1).build().adaptCallable(work::stay)::call;
        Call spent = limiter(guard(), 1, ChronoUnit.HOURS).build().adaptCallable(work::run)::call;
        Work.exhaust(open, 100);
        work.occupy(full);
        Work.exhaust(spent, 1);
        return Map.ofEntries(
                entry(Scenario.RETRY, retry(guard()), work::run),
                entry(
                        Scenario.FALLBACK,
                        guard().withFallback().handler(() -> "cached").done(),
                        work::run),
                entry(Scenario.BULKHEAD, bulkhead(guard(), 1_000), work::run),
                entry(Scenario.QUEUED, line(guard()), work::run),
                entry(Scenario.SERIALIZED, line(guard()), work::run),
                entry(Scenario.BREAKER, breaker(guard(), 0), work::run),
                entry(Scenario.TIMEOUT, timeout(guard()), work::run),
                entry(Scenario.RATE_LIMIT, limiter(guard(), 1_000_000_000, ChronoUnit.SECONDS), work::run),
                entry(Scenario.ALL_FOUR, allFour(guard()), work::run),
                Map.entry(Scenario.ALL_FOUR_SIMPLE, timed(new SimpleMeterRegistry())),
                Map.entry(Scenario.ALL_FOUR_PROMETHEUS, timed(new PrometheusMeterRegistry(PrometheusConfig.DEFAULT))),
                Map.entry(Scenario.ALL_FOUR_STAGE, Work.joined(stages(work::stage))),
                Map.entry(Scenario.ALL_FOUR_STAGE_LATER, work.later(stages(work::pending))),
                Map.entry(Scenario.ALL_FOUR_STAGE_SIMPLE, timedStage()),
                entry(Scenario.FAILS_TWICE, retry(guard()), work::failTwice),
                Map.entry(Scenario.REFUSED_OPEN, Work.refused(open)),
                Map.entry(Scenario.REFUSED_FULL, Work.refused(full)),
                Map.entry(Scenario.REFUSED_SPENT, Work.refused(spent)));
    }

    private static Map.Entry<Scenario, Call> entry(
            Scenario scenario, TypedGuard.Builder<Object> guard, Callable<Object> body) {
        return Map.entry(scenario, guard.build().adaptCallable(body)::call);
    }

    static TypedGuard.Builder<Object> guard() {
        return TypedGuard.create(Object.class);
    }

    private static <T> TypedGuard.Builder<T> retry(TypedGuard.Builder<T> guard) {
        return guard.withRetry()
                .maxRetries(3)
                .delay(0, ChronoUnit.MILLIS)
                .jitter(0, ChronoUnit.MILLIS)
                .done();
    }

    static <T> TypedGuard.Builder<T> breaker(TypedGuard.Builder<T> guard, int openHours) {
        return guard.withCircuitBreaker()
                .requestVolumeThreshold(100)
                .failureRatio(0.5)
                .delay(openHours * 3_600L + 5, ChronoUnit.SECONDS)
                .done();
    }

    private static <T> TypedGuard.Builder<T> timeout(TypedGuard.Builder<T> guard) {
        return guard.withTimeout().duration(1, ChronoUnit.SECONDS).done();
    }

    static <T> TypedGuard.Builder<T> bulkhead(TypedGuard.Builder<T> guard, int limit) {
        return guard.withBulkhead().limit(limit).done();
    }

    private static TypedGuard.Builder<Object> line(TypedGuard.Builder<Object> guard) {
        return guard.withBulkhead()
                .limit(1)
                .queueSize(1_024)
                .enableSynchronousQueueing()
                .done();
    }

    static TypedGuard.Builder<Object> limiter(TypedGuard.Builder<Object> guard, int limit, ChronoUnit per) {
        return guard.withRateLimit().limit(limit).window(1, per).done();
    }

    static <T> TypedGuard.Builder<T> allFour(TypedGuard.Builder<T> guard) {
        return bulkhead(timeout(breaker(retry(guard), 0)), 1_000);
    }

    private static Callable<CompletionStage<Object>> stages(Callable<CompletionStage<Object>> body) {
        TypedGuard<CompletionStage<Object>> guard = allFour(
                        TypedGuard.create(new TypeLiteral<CompletionStage<Object>>() {}))
                .build();
        return guard.adaptCallable(body);
    }

    private Call timedStage() {
        Callable<CompletionStage<Object>> guarded = stages(work::stage);
        Timer timer = Timer.builder("calls").register(new SimpleMeterRegistry());
        return Work.joined(() -> {
            Timer.Sample sample = Timer.start();
            return guarded.call().whenComplete((value, failure) -> sample.stop(timer));
        });
    }

    private Call timed(MeterRegistry meters) {
        Callable<Object> guarded = allFour(guard()).build().adaptCallable(work::run);
        Timer timer = Timer.builder("calls").register(meters);
        return () -> timer.recordCallable(guarded);
    }
}
