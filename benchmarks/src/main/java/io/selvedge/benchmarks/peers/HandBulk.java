package io.selvedge.benchmarks.peers;

import io.selvedge.benchmarks.Bulk;
import io.selvedge.benchmarks.Call;
import io.selvedge.benchmarks.Peer;
import io.selvedge.benchmarks.Scenario;
import java.util.Map;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.concurrent.Executor;
import java.util.stream.StreamSupport;

/** Fan-outs and pages by hand. */
public final class HandBulk implements Peer {
    private final Bulk bulk = new Bulk();

    @Override
    public Map<Scenario, Call> calls() {
        Map<Scenario, Call> calls = Pools.fanOuts(bulk, HandBulk::fanOut);
        calls.put(Scenario.PAGES, () -> {
            long rows = 0;
            for (HandPages pages = new HandPages(); pages.hasNext(); ) {
                rows += pages.next() == null ? 0 : 1;
            }
            return rows;
        });
        calls.put(Scenario.PAGES_STREAM, () -> {
            Spliterator<Object> rows = Spliterators.spliteratorUnknownSize(new HandPages(), Spliterator.ORDERED);
            return StreamSupport.stream(rows, false).filter(row -> row != null).count();
        });
        return calls;
    }

    private static Call fanOut(Bulk.Step step, Executor executor) {
        return () -> HandPullers.run(Bulk.elements(), step, executor);
    }
}
