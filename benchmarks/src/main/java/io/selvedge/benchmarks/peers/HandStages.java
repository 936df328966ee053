package io.selvedge.benchmarks.peers;

import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.selvedge.benchmarks.Call;
import io.selvedge.benchmarks.Peer;
import io.selvedge.benchmarks.Scenario;
import io.selvedge.benchmarks.Work;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Retry, breaker, timeout and bulkhead around stages by hand: a stage that is done needs no timer. */
public final class HandStages implements Peer {
    private final Work work = new Work();
    private final Semaphore permits = new Semaphore(1_000);
    private final HandRing ring = new HandRing(100, 50);

    @Override
    public Map<Scenario, Call> calls() {
        return Map.of(
                Scenario.ALL_FOUR_STAGE, Work.joined(() -> guarded(work::stage)),
                Scenario.ALL_FOUR_STAGE_LATER, work.later(() -> guarded(work::pending)),
                Scenario.ALL_FOUR_STAGE_SIMPLE, Work.joined(timed(() -> guarded(work::stage))));
    }

    private CompletableFuture<Object> guarded(Supplier<CompletableFuture<Object>> body) {
        CompletableFuture<Object> result = new CompletableFuture<>();
        attempt(body, result, 0);
        return result;
    }

    private void attempt(Supplier<CompletableFuture<Object>> body, CompletableFuture<Object> result, int retries) {
        if (ring.isOpen()) {
            result.completeExceptionally(new Hand.Refused("open"));
        } else if (!permits.tryAcquire()) {
            result.completeExceptionally(new Hand.Refused("full"));
        } else {
            limited(begun(body)).whenComplete((value, failure) -> {
                ring.record(failure != null);
                if (failure == null) {
                    result.complete(value);
                } else if (retries == 3) {
                    result.completeExceptionally(failure);
                } else {
                    attempt(body, result, retries + 1);
                }
            });
        }
    }

    /** The permit comes back when the work really ends, whatever its limit says. */
    private CompletableFuture<Object> limited(CompletableFuture<Object> stage) {
        if (stage.isDone()) {
            permits.release();
            return stage;
        }
        stage.whenComplete((value, failure) -> permits.release());
        return stage.copy().orTimeout(1, TimeUnit.SECONDS);
    }

    private static CompletableFuture<Object> begun(Supplier<CompletableFuture<Object>> body) {
        try {
            return body.get();
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private static Callable<CompletableFuture<Object>> timed(Supplier<CompletableFuture<Object>> call) {
        Timer timer = Timer.builder("calls").tag("outcome", "success").register(new SimpleMeterRegistry());
        return () -> {
            long began = System.nanoTime();
            return call.get()
                    .whenComplete((value, failure) -> timer.record(System.nanoTime() - began, TimeUnit.NANOSECONDS));
        };
    }
}
