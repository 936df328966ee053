package io.selvedge.samples.tasks.story;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toList;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Statistic;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Timer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Two tables of all that was measured: the calls, and what the policies did about them. */
final class Meters {
    private static final List<String> OUTCOMES = List.of("success", "fallback", "failure", "timeout", "refused");

    private static final String EVENT = "%-36s%s";

    private Meters() {}

    /** Every call of every guarded method, by how it ended; who was interrupted or left is among the events. */
    static List<String> calls(MeterRegistry meters) {
        Table table = new Table(Stream.of(List.of("calls"), OUTCOMES, List.of("mean", "longest"))
                .flatMap(List::stream)
                .toArray(String[]::new));
        meters.find("selvedge.calls").timers().stream()
                .collect(groupingBy(Meters::where, TreeMap::new, toList()))
                .forEach((method, timers) -> table.row(method, figures(timers)));
        return table.lines();
    }

    private static Object[] figures(Collection<Timer> timers) {
        List<Object> figures = new ArrayList<>();
        OUTCOMES.forEach(outcome -> figures.add(count(timers, outcome)));
        long calls = timers.stream().mapToLong(Timer::count).sum();
        double nanos = timers.stream()
                .mapToDouble(timer -> timer.totalTime(TimeUnit.NANOSECONDS))
                .sum();
        figures.add(Shown.time((long) (nanos / Math.max(1, calls))));
        figures.add(Shown.time((long) timers.stream()
                .mapToDouble(timer -> timer.max(TimeUnit.NANOSECONDS))
                .max()
                .orElse(0)));
        return figures.toArray();
    }

    private static String count(Collection<Timer> timers, String outcome) {
        long count = timers.stream()
                .filter(timer -> outcome.equals(timer.getId().getTag("outcome")))
                .mapToLong(Timer::count)
                .sum();
        return count == 0 ? "." : Long.toString(count);
    }

    /** Everything else that was counted, as far as it happened: calls too that ended in a way that is no column. */
    static List<String> events(MeterRegistry meters) {
        Table table = new Table(String.format(Locale.ROOT, EVENT, "what policies did", ""), "times", "mean");
        meters.getMeters().stream()
                .filter(meter -> meter.getId().getName().startsWith("selvedge."))
                .filter(meter -> !isColumn(meter))
                .filter(meter -> times(meter) > 0)
                .sorted(Comparator.comparing(Meters::where).thenComparing(Meters::what))
                .forEach(meter -> table.row(
                        String.format(Locale.ROOT, EVENT, where(meter), what(meter)), times(meter), mean(meter)));
        return table.lines();
    }

    private static boolean isColumn(Meter meter) {
        return meter.getId().getName().equals("selvedge.calls")
                && OUTCOMES.contains(meter.getId().getTag("outcome"));
    }

    private static String what(Meter meter) {
        return meter.getId().getName().substring("selvedge.".length()) + " "
                + meter.getId().getTags().stream()
                        .filter(tag ->
                                !tag.getKey().equals("method") && !tag.getKey().equals("name"))
                        .map(Tag::getValue)
                        .collect(joining(", "));
    }

    /** The method without its package, or the name of what several methods share. */
    private static String where(Meter meter) {
        String method = meter.getId().getTag("method");
        String name = Objects.requireNonNullElse(meter.getId().getTag("name"), "");
        return (method == null ? name : method).replaceFirst("^.*\\.(?=[^.]+\\.[^.]+$)", "");
    }

    private static long times(Meter meter) {
        return StreamSupport.stream(meter.measure().spliterator(), false)
                .filter(measurement -> measurement.getStatistic() == Statistic.COUNT)
                .mapToLong(measurement -> (long) measurement.getValue())
                .sum();
    }

    private static String mean(Meter meter) {
        return meter instanceof Timer timer ? Shown.time((long) timer.mean(TimeUnit.NANOSECONDS)) : "";
    }
}
