package io.selvedge.benchmarks.report;

import io.selvedge.benchmarks.Competitor;
import io.selvedge.benchmarks.Scenario;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/** Reads rows from what JMH measured. */
public final class Rows {
    private static final String BYTES = "gc.alloc.rate.norm";
    private static final double NANOS_PER_MICRO = 1_000;

    private Rows() {}

    public static List<Row> of(Collection<RunResult> results) {
        return results.stream().map(Rows::of).toList();
    }

    /** Which of those have no row: their processes have failed. */
    public static List<String> missing(List<Row> rows, String... competitors) {
        return Arrays.stream(competitors)
                .filter(asked ->
                        rows.stream().noneMatch(row -> row.competitor().name().equals(asked)))
                .toList();
    }

    private static Row of(RunResult result) {
        Scenario scenario = Scenario.valueOf(result.getParams().getParam("scenario"));
        int threads = result.getParams().getThreads();
        List<Double> nanos = each(result, each -> cost(scenario, each) / scenario.elements());
        double wall = each(result, Rows::wall).get(0) / scenario.elements();
        return new Row(
                scenario,
                Competitor.valueOf(result.getParams().getParam("competitor")),
                threads,
                scenario.cost() == Scenario.Cost.WALL ? nanos.get(0) : median(nanos),
                nanos.get(0),
                nanos.get(nanos.size() - 1),
                median(each(result, each -> value(each, CpuTime.PROCESS) / scenario.elements())),
                median(each(result, each -> value(each, BYTES) / scenario.elements())),
                threads * NANOS_PER_MICRO / wall,
                LocalDate.now());
    }

    private static double cost(Scenario scenario, IterationResult iteration) {
        return switch (scenario.cost()) {
            case CALLER -> value(iteration, CpuTime.CALLER);
            case PROCESS -> value(iteration, CpuTime.PROCESS);
            case WALL -> wall(iteration);
        };
    }

    private static double wall(IterationResult iteration) {
        return iteration.getPrimaryResult().getScore();
    }

    private static List<Double> each(RunResult result, ToDoubleFunction<IterationResult> figure) {
        return result.getBenchmarkResults().stream()
                .map(BenchmarkResult::getIterationResults)
                .flatMap(Collection::stream)
                .map(figure::applyAsDouble)
                .sorted()
                .toList();
    }

    private static double value(IterationResult iteration, String label) {
        Result<?> found = iteration.getSecondaryResults().get(label);
        return found == null ? Double.NaN : found.getScore();
    }

    private static double median(List<Double> sorted) {
        return sorted.get(sorted.size() / 2);
    }
}
