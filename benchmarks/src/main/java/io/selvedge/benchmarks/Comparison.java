package io.selvedge.benchmarks;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One guarded call, by whom and of which kind its parameters say: in each process only one. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class Comparison {
    @Param("RETRY")
    private Scenario scenario;

    @Param("SELVEDGE")
    private Competitor competitor;

    private Call call;

    @Setup
    public void start() throws Exception {
        call = competitor.calls().get(scenario);
    }

    @Benchmark
    public Object call() throws Throwable {
        return call.call();
    }
}
