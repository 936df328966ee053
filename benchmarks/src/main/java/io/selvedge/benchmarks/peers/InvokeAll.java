package io.selvedge.benchmarks.peers;

import io.selvedge.benchmarks.Bulk;
import io.selvedge.benchmarks.Call;
import io.selvedge.benchmarks.Peer;
import io.selvedge.benchmarks.Scenario;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/** A task for each element on a pool of as many threads as may be busy. */
public final class InvokeAll implements Peer {
    private final Bulk bulk = new Bulk();

    @Override
    public Map<Scenario, Call> calls() {
        return Pools.onPlatform(bulk, (step, pool) -> () -> all(step, pool));
    }

    private static List<Object> all(Bulk.Step step, ExecutorService pool)
            throws InterruptedException, ExecutionException {
        List<Callable<Object>> tasks = new ArrayList<>(Bulk.ELEMENTS);
        for (Object element : Bulk.elements()) {
            tasks.add(() -> step.apply(element));
        }
        List<Object> results = new ArrayList<>(Bulk.ELEMENTS);
        for (Future<Object> future : pool.invokeAll(tasks)) {
            results.add(future.get());
        }
        return results;
    }
}
