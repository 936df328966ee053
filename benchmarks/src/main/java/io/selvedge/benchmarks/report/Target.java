package io.selvedge.benchmarks.report;

import io.selvedge.benchmarks.Competitor;
import io.selvedge.benchmarks.Scenario;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** What is asked of Selvedge for some work: limits, most of them ratios within a run, and how far each holds. */
final class Target {
    /** Less than this is what the machine allocates on the side. */
    private static final double NO_BYTES = 0.5;

    private final String work;
    private final Function<Results, List<Row>> rows;
    private final List<Check> checks = new ArrayList<>();

    private Target(String work, Function<Results, List<Row>> rows) {
        this.work = work;
        this.rows = rows;
    }

    /** One limit, and what was found of it if anything was measured. */
    private record Check(String limit, Function<Results, Optional<Finding>> look) {}

    private record Finding(String text, boolean met) {
        String marked() {
            return met ? text : "**" + text + "**";
        }
    }

    static Target of(String work, Scenario scenario) {
        return of(work, scenario, 1);
    }

    static Target of(String work, Scenario scenario, int threads) {
        return new Target(work, results -> results.rows(scenario, threads));
    }

    /** For what is counted once. */
    static Target of(String work) {
        return new Target(work, results -> List.of());
    }

    Target nanos(double most) {
        return check("≤ %s ns", most, "%,.1f ns", own(Row::nanos));
    }

    Target nanosOver(double most, Competitor other) {
        return check("≤ %s ns over " + name(other), most, "%,.1f ns", both(Row::nanos, (a, b) -> a - b, other));
    }

    Target bytes(double most) {
        return check(
                most == 0 ? "%s B" : "≤ %s B", most, "%,.0f B", own(row -> row.bytes() < NO_BYTES ? 0 : row.bytes()));
    }

    Target times(double most, Competitor other) {
        return times(most, name(other), other);
    }

    /** At most so many times what the best of these needs. */
    Target times(double most, String whom, Competitor... others) {
        return check("≤ %s × " + whom, most, "%,.2f ×", both(Row::nanos, (a, b) -> a / b, others));
    }

    /** The same for bytes. */
    Target bytesTimes(double most, Competitor... others) {
        return check("≤ %s × its bytes", most, "%,.2f ×", both(Row::bytes, Target::ratioOfBytes, others));
    }

    private static double ratioOfBytes(double ours, double theirs) {
        return ours < NO_BYTES ? 0 : ours / Math.max(theirs, NO_BYTES);
    }

    /** At most so much time on the wall for as many calls, all threads together. */
    Target wallTimes(double most, Competitor other) {
        return check(
                "≤ %s × the time on the wall of " + name(other),
                most,
                "%,.2f ×",
                both(row -> 1 / row.millionsPerSecond(), (a, b) -> a / b, other));
    }

    Target figure(String title, double most, String unit) {
        return add(new Check(
                "≤ %s %s".formatted(number(most), unit),
                results -> results.figure(title).map(figure -> new Finding(figure.text(), figure.value() <= most))));
    }

    private Target check(String limit, double most, String format, Function<List<Row>, Optional<Double>> measure) {
        return add(new Check(
                limit.formatted(number(most)),
                results -> measure.apply(rows.apply(results))
                        .map(value -> new Finding(String.format(Locale.ROOT, format, value), value <= most))));
    }

    private Target add(Check check) {
        checks.add(check);
        return this;
    }

    private static Function<List<Row>, Optional<Double>> own(ToDoubleFunction<Row> figure) {
        return rows -> least(rows, figure, Competitor.SELVEDGE);
    }

    /** Ours beside the least of the others'. */
    private static Function<List<Row>, Optional<Double>> both(
            ToDoubleFunction<Row> figure, Comparison comparison, Competitor... others) {
        return rows -> own(figure)
                .apply(rows)
                .flatMap(ours -> least(rows, figure, others).map(theirs -> comparison.of(ours, theirs)));
    }

    /** How our figure stands to another. */
    @FunctionalInterface
    private interface Comparison {
        double of(double ours, double theirs);
    }

    private static Optional<Double> least(List<Row> rows, ToDoubleFunction<Row> figure, Competitor... competitors) {
        return rows.stream()
                .filter(row -> Arrays.asList(competitors).contains(row.competitor()))
                .map(figure::applyAsDouble)
                .min(Double::compare);
    }

    private static String name(Competitor competitor) {
        return competitor.title().replace("*", "");
    }

    private static String number(double number) {
        return number == Math.rint(number) ? String.format(Locale.ROOT, "%,.0f", number) : Double.toString(number);
    }

    /** A line of the table: the limits, and for each JDK what was found, and whether all of it is met. */
    String line(List<Results> all) {
        StringBuilder line = new StringBuilder("| ").append(work).append(" | ");
        line.append(checks.stream().map(Check::limit).collect(Collectors.joining("; ")))
                .append(" |");
        all.forEach(results -> line.append(cells(results)));
        return line.append('\n').toString();
    }

    private String cells(Results results) {
        List<Optional<Finding>> found =
                checks.stream().map(check -> check.look().apply(results)).toList();
        String text = found.stream()
                .map(each -> each.map(Finding::marked).orElse("–"))
                .collect(Collectors.joining("; "));
        return " %s | %s |".formatted(text, verdict(found));
    }

    private static String verdict(List<Optional<Finding>> found) {
        if (found.stream().anyMatch(each -> each.isPresent() && !each.get().met())) {
            return "**no**";
        }
        return found.stream().allMatch(Optional::isPresent) ? "yes" : "–";
    }
}
