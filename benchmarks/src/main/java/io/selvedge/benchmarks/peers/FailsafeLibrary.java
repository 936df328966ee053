package io.selvedge.benchmarks.peers;

import dev.failsafe.Bulkhead;
import dev.failsafe.CircuitBreaker;
import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeExecutor;
import dev.failsafe.Fallback;
import dev.failsafe.Policy;
import dev.failsafe.RateLimiter;
import dev.failsafe.RetryPolicy;
import dev.failsafe.Timeout;
import dev.failsafe.function.CheckedSupplier;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.selvedge.benchmarks.Call;
import io.selvedge.benchmarks.Peer;
import io.selvedge.benchmarks.Scenario;
import io.selvedge.benchmarks.Work;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

/** Failsafe's policies, each executor and each lambda made once. */
public final class FailsafeLibrary implements Peer {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final Work work = new Work();

    @Override
    public Map<Scenario, Call> calls() throws InterruptedException {
        Call open = with(breaker(Duration.ofHours(1)), work::fail);
        Call full = with(bulkhead(1), work::stay);
        Call spent = with(limiter(1, Duration.ofHours(1)), work::run);
        Work.exhaust(open, 100);
        work.occupy(full);
        Work.exhaust(spent, 1);
        return Map.ofEntries(
                Map.entry(Scenario.RETRY, with(retry(), work::run)),
                Map.entry(Scenario.FALLBACK, with(Fallback.of((Object) "cached"), work::run)),
                Map.entry(Scenario.BULKHEAD, with(bulkhead(1_000), work::run)),
                Map.entry(Scenario.SERIALIZED, with(lock(), work::run)),
                Map.entry(Scenario.QUEUED, with(lock(), work::run)),
                Map.entry(Scenario.BREAKER, with(breaker(Duration.ofSeconds(5)), work::run)),
                Map.entry(Scenario.TIMEOUT, with(timeout(), work::run)),
                Map.entry(Scenario.RATE_LIMIT, with(limiter(1_000_000_000, SECOND), work::run)),
                Map.entry(Scenario.ALL_FOUR, allFour()),
                Map.entry(Scenario.ALL_FOUR_SIMPLE, timed(new SimpleMeterRegistry())),
                Map.entry(Scenario.ALL_FOUR_PROMETHEUS, timed(new PrometheusMeterRegistry(PrometheusConfig.DEFAULT))),
                Map.entry(Scenario.ALL_FOUR_STAGE, Work.joined(stages(work::stage))),
                Map.entry(Scenario.ALL_FOUR_STAGE_LATER, work.later(stages(work::pending))),
                Map.entry(Scenario.ALL_FOUR_STAGE_SIMPLE, timedStage()),
                Map.entry(Scenario.FAILS_TWICE, with(retry(), work::failTwice)),
                Map.entry(Scenario.REFUSED_OPEN, Work.refused(open)),
                Map.entry(Scenario.REFUSED_FULL, Work.refused(full)),
                Map.entry(Scenario.REFUSED_SPENT, Work.refused(spent)));
    }

    private static Call with(Policy<Object> policy, CheckedSupplier<Object> body) {
        FailsafeExecutor<Object> executor = Failsafe.with(policy);
        return () -> executor.get(body);
    }

    private static RetryPolicy<Object> retry() {
        return RetryPolicy.builder().withMaxRetries(3).build();
    }

    static CircuitBreaker<Object> breaker(Duration openFor) {
        return CircuitBreaker.builder()
                .withFailureThreshold(50, 100)
                .withDelay(openFor)
                .build();
    }

    private static Timeout<Object> timeout() {
        return Timeout.builder(SECOND).withInterrupt().build();
    }

    static Bulkhead<Object> bulkhead(int limit) {
        return Bulkhead.of(limit);
    }

    private static Bulkhead<Object> lock() {
        return Bulkhead.builder(1).withMaxWaitTime(Duration.ofMinutes(1)).build();
    }

    static RateLimiter<Object> limiter(long permits, Duration period) {
        return RateLimiter.burstyBuilder(permits, period).build();
    }

    static FailsafeExecutor<Object> chain() {
        return Failsafe.with(List.of(retry(), breaker(Duration.ofSeconds(5)), timeout(), bulkhead(1_000)));
    }

    private Call allFour() {
        FailsafeExecutor<Object> executor = chain();
        CheckedSupplier<Object> body = work::run;
        return () -> executor.get(body);
    }

    private static Callable<CompletableFuture<Object>> stages(CheckedSupplier<CompletableFuture<Object>> body) {
        FailsafeExecutor<Object> executor = chain();
        return () -> executor.getStageAsync(body);
    }

    private Call timedStage() {
        Callable<CompletableFuture<Object>> guarded = stages(work::stage);
        Timer timer = Timer.builder("calls").register(new SimpleMeterRegistry());
        return Work.joined(() -> {
            Timer.Sample sample = Timer.start();
            return guarded.call().whenComplete((value, failure) -> sample.stop(timer));
        });
    }

    private Call timed(MeterRegistry meters) {
        Call call = allFour();
        Timer timer = Timer.builder("calls").register(meters);
        return () -> {
            Timer.Sample sample = Timer.start();
            try {
                return call.call();
            } finally {
                sample.stop(timer);
            }
        };
    }
}
