package io.selvedge.benchmarks.peers;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.timelimiter.TimeLimiter;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.selvedge.benchmarks.Call;
import io.selvedge.benchmarks.Peer;
import io.selvedge.benchmarks.Scenario;
import io.selvedge.benchmarks.Work;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;

/** Resilience4j's decorators around stages, each made once. */
public final class Resilience4jStages implements Peer {
    private final Work work = new Work();
    private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor(Resilience4j::daemon);

    @Override
    public Map<Scenario, Call> calls() {
        Supplier<CompletionStage<Object>> done = allFour(work::stage);
        return Map.of(
                Scenario.ALL_FOUR_STAGE, Work.joined(done::get),
                Scenario.ALL_FOUR_STAGE_LATER, work.later(allFour(work::pending)::get),
                Scenario.ALL_FOUR_STAGE_SIMPLE, timed(done));
    }

    private Supplier<CompletionStage<Object>> allFour(Supplier<CompletableFuture<Object>> body) {
        Supplier<CompletionStage<Object>> within =
                Bulkhead.decorateCompletionStage(Resilience4j.bulkhead(1_000), body::get);
        TimeLimiter limiter = TimeLimiter.of(Duration.ofSeconds(1));
        Supplier<CompletionStage<Object>> inTime =
                limiter.decorateCompletionStage(scheduler, () -> within.get().toCompletableFuture());
        CircuitBreaker breaker = Resilience4j.breaker(Duration.ofSeconds(5));
        return Retry.decorateCompletionStage(
                Resilience4j.retry(), scheduler, CircuitBreaker.decorateCompletionStage(breaker, inTime));
    }

    private static Call timed(Supplier<CompletionStage<Object>> guarded) {
        Timer timer = Timer.builder("calls").register(new SimpleMeterRegistry());
        return Work.joined(() -> {
            Timer.Sample sample = Timer.start();
            return guarded.get().whenComplete((value, failure) -> sample.stop(timer));
        });
    }
}
