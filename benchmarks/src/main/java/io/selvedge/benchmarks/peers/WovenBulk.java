package io.selvedge.benchmarks.peers;

import io.selvedge.annotations.Cursor;
import io.selvedge.annotations.Each;
import io.selvedge.annotations.FanOut;
import io.selvedge.annotations.Paginated;
import io.selvedge.benchmarks.Bulk;
import io.selvedge.benchmarks.Call;
import io.selvedge.benchmarks.Peer;
import io.selvedge.benchmarks.Scenario;
import io.selvedge.runtime.Engine;
import io.selvedge.runtime.EngineOptions;
import io.selvedge.values.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Selvedge's fan-outs and pages, woven. An engine serves a class, so there is one for each kind of threads. */
public final class WovenBulk implements Peer {
    private final Bulk bulk = new Bulk();

    static class OnPlatform {
        @FanOut(concurrency = Bulk.AT_ONCE)
        List<Object> each(@Each List<Object> elements, Bulk.Step step) {
            return all(elements, step);
        }
    }

    static class OnVirtual {
        @FanOut(concurrency = Bulk.AT_ONCE)
        List<Object> each(@Each List<Object> elements, Bulk.Step step) {
            return all(elements, step);
        }
    }

    static class Rows {
        @Paginated
        Page<Object> rows(@Cursor int page) {
            List<Object> rows = Bulk.page(page);
            return Bulk.isLast(page) ? Page.last(rows) : Page.of(rows, page + 1);
        }
    }

    private static List<Object> all(List<Object> elements, Bulk.Step step) {
        List<Object> found = new ArrayList<>(elements.size());
        for (Object element : elements) {
            found.add(step.apply(element));
        }
        return found;
    }

    @Override
    public Map<Scenario, Call> calls() {
        EngineOptions options = EngineOptions.standard();
        Engine.start(options.withName("platform").withExecutor(Pools.platform()))
                .serve(OnPlatform.class, Rows.class);
        Engine.start(options.withName("as it comes")).serve(OnVirtual.class);
        OnPlatform onPlatform = new OnPlatform();
        OnVirtual onVirtual = new OnVirtual();
        Rows rows = new Rows();
        Map<Scenario, Call> calls =
                Pools.onPlatform(bulk, (step, pool) -> () -> onPlatform.each(Bulk.elements(), step));
        calls.putAll(Pools.onVirtual(bulk, (step, pool) -> () -> onVirtual.each(Bulk.elements(), step)));
        calls.put(Scenario.PAGES, () -> counted(rows.rows(0)));
        calls.put(
                Scenario.PAGES_STREAM,
                () -> rows.rows(0).stream().filter(row -> row != null).count());
        return calls;
    }

    private static long counted(Page<Object> page) {
        long rows = 0;
        for (Object row : page) {
            rows += row == null ? 0 : 1;
        }
        return rows;
    }
}
