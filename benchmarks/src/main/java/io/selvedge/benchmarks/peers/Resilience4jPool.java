package io.selvedge.benchmarks.peers;

import io.github.resilience4j.bulkhead.ThreadPoolBulkhead;
import io.github.resilience4j.bulkhead.ThreadPoolBulkheadConfig;
import io.selvedge.benchmarks.Bulk;
import io.selvedge.benchmarks.Call;
import io.selvedge.benchmarks.Peer;
import io.selvedge.benchmarks.Scenario;
import java.util.Map;

/** Resilience4j's bulkhead with threads of its own: elements wait in its queue. */
public final class Resilience4jPool implements Peer {
    private final Bulk bulk = new Bulk();

    @Override
    public Map<Scenario, Call> calls() {
        return Map.of(Scenario.FAN_OUT, fanOut(bulk::nothing), Scenario.FAN_OUT_MILLI, fanOut(bulk::milli));
    }

    private static Call fanOut(Bulk.Step step) {
        ThreadPoolBulkhead bulkhead = ThreadPoolBulkhead.of(
                "elements",
                ThreadPoolBulkheadConfig.custom()
                        .coreThreadPoolSize(Bulk.AT_ONCE)
                        .maxThreadPoolSize(Bulk.AT_ONCE)
                        .queueCapacity(Bulk.ELEMENTS)
                        .build());
        return () -> Futures.all(element -> bulkhead.executeSupplier(() -> step.apply(element)));
    }
}
