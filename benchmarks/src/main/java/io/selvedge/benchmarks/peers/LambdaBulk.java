package io.selvedge.benchmarks.peers;

import io.selvedge.annotations.FanOut;
import io.selvedge.benchmarks.Bulk;
import io.selvedge.benchmarks.Call;
import io.selvedge.benchmarks.Peer;
import io.selvedge.benchmarks.Scenario;
import io.selvedge.runtime.Engine;
import io.selvedge.runtime.EngineOptions;
import io.selvedge.runtime.FanGuard;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.Map;

/** Selvedge's fan-outs around lambdas. */
public final class LambdaBulk implements Peer {
    private final Bulk bulk = new Bulk();

    @FanOut(concurrency = Bulk.AT_ONCE)
    @Retention(RetentionPolicy.RUNTIME)
    @interface Spread {}

    @Override
    public Map<Scenario, Call> calls() {
        EngineOptions options = EngineOptions.standard();
        FanGuard onPlatform = Engine.start(
                        options.withName("lambdas on platform").withExecutor(Pools.platform()))
                .fanOut("elements", Spread.class);
        FanGuard onVirtual = Engine.start(options.withName("lambdas")).fanOut("elements", Spread.class);
        Map<Scenario, Call> calls = Pools.onPlatform(bulk, (step, pool) -> fanOut(onPlatform, step));
        calls.putAll(Pools.onVirtual(bulk, (step, pool) -> fanOut(onVirtual, step)));
        return calls;
    }

    private static Call fanOut(FanGuard guard, Bulk.Step step) {
        return () -> guard.all(Bulk.elements(), FanGuard.each(step::apply));
    }
}
