package io.selvedge.benchmarks.report;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/**
 * Processor time for each call: of the threads that make them, and of the whole process.
 *
 * <p>On a machine that is shared, this varies far less than the time on the wall. Made by JMH.
 */
public final class CpuTime implements InternalProfiler {
    static final String CALLER = "cpu.caller";
    static final String PROCESS = "cpu.process";

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final com.sun.management.OperatingSystemMXBean SYSTEM =
            (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private long callersBefore;
    private long processBefore;

    @Override
    public String getDescription() {
        return "processor time";
    }

    @Override
    public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
        callersBefore = ofCallers();
        processBefore = SYSTEM.getProcessCpuTime();
    }

    @Override
    public Collection<? extends Result<?>> afterIteration(
            BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
        double calls = result.getMetadata().getMeasuredOps();
        return List.of(
                perCall(CALLER, (ofCallers() - callersBefore) / calls),
                perCall(PROCESS, (SYSTEM.getProcessCpuTime() - processBefore) / calls));
    }

    private static ScalarResult perCall(String label, double nanos) {
        return new ScalarResult(label, nanos, "ns/op", AggregationPolicy.AVG);
    }

    private static long ofCallers() {
        return Arrays.stream(THREADS.getThreadInfo(THREADS.getAllThreadIds()))
                .filter(Objects::nonNull)
                .filter(thread -> thread.getThreadName().contains("jmh-worker"))
                .mapToLong(ThreadInfo::getThreadId)
                .map(THREADS::getThreadCpuTime)
                .sum();
    }
}
