package io.selvedge.benchmarks.peers;

import io.selvedge.benchmarks.Bulk;
import io.selvedge.benchmarks.Call;
import io.selvedge.benchmarks.Peer;
import io.selvedge.benchmarks.Scenario;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** A CompletableFuture for each element on a pool of as many threads as may be busy. */
public final class Futures implements Peer {
    private final Bulk bulk = new Bulk();

    /** Begins the work on one element. */
    @FunctionalInterface
    interface Start {
        CompletionStage<Object> of(Object element);
    }

    @Override
    public Map<Scenario, Call> calls() {
        return Pools.onPlatform(bulk, (step, pool) -> () -> all(element -> started(step, element, pool)));
    }

    private static CompletionStage<Object> started(Bulk.Step step, Object element, Executor pool) {
        return CompletableFuture.supplyAsync(() -> step.apply(element), pool);
    }

    static List<Object> all(Start start) {
        List<CompletableFuture<Object>> futures = new ArrayList<>(Bulk.ELEMENTS);
        for (Object element : Bulk.elements()) {
            futures.add(start.of(element).toCompletableFuture());
        }
        List<Object> results = new ArrayList<>(Bulk.ELEMENTS);
        for (CompletableFuture<Object> future : futures) {
            results.add(future.join());
        }
        return results;
    }
}
