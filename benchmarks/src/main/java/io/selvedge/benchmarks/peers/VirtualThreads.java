package io.selvedge.benchmarks.peers;

import io.selvedge.benchmarks.Bulk;
import io.selvedge.benchmarks.Call;
import io.selvedge.benchmarks.Peer;
import io.selvedge.benchmarks.Scenario;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/** A virtual thread for each element, of which a semaphore lets so many in. */
public final class VirtualThreads implements Peer {
    private final Bulk bulk = new Bulk();

    @Override
    public Map<Scenario, Call> calls() {
        return Pools.onVirtual(bulk, (step, threads) -> () -> all(step, threads));
    }

    private static List<Object> all(Bulk.Step step, ExecutorService threads)
            throws InterruptedException, ExecutionException {
        Semaphore permits = new Semaphore(Bulk.AT_ONCE);
        List<Future<Object>> futures = new ArrayList<>(Bulk.ELEMENTS);
        for (Object element : Bulk.elements()) {
            futures.add(threads.submit(() -> within(permits, step, element)));
        }
        List<Object> results = new ArrayList<>(Bulk.ELEMENTS);
        for (Future<Object> future : futures) {
            results.add(future.get());
        }
        return results;
    }

    private static Object within(Semaphore permits, Bulk.Step step, Object element) throws InterruptedException {
        permits.acquire();
        try {
            return step.apply(element);
        } finally {
            permits.release();
        }
    }
}
