package io.selvedge.benchmarks.report;

import io.selvedge.benchmarks.Competitor;
import io.selvedge.benchmarks.Scenario;
import java.time.LocalDate;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What one competitor needed for one kind of work.
 *
 * @param nanos what each element costs in the scenario's kind of time: median of the iterations, and on the wall the
 *     best of them, which other work on the machine has disturbed least
 * @param low the least of them
 * @param high the most of them
 * @param processNanos processor time with helper threads, compiler and collector, median
 * @param bytes allocated for each element, by all threads
 * @param millionsPerSecond elements of all threads together, on the wall, in the best iteration
 * @param measured the day
 */
public record Row(
        Scenario scenario,
        Competitor competitor,
        int threads,
        double nanos,
        double low,
        double high,
        double processNanos,
        double bytes,
        double millionsPerSecond,
        LocalDate measured) {

    private static final String NUMBER = "([-+.\\dE]+)";
    private static final Pattern LINE = Pattern.compile(
            "\\{\"scenario\": \"(\\w+)\", \"competitor\": \"(\\w+)\", \"threads\": (\\d+), \"nanos\": %1$s, \"low\": %1$s, \"high\": %1$s, \"processNanos\": %1$s, \"bytes\": %1$s, \"millionsPerSecond\": %1$s, \"measured\": \"([-\\d]+)\"}"
                    .formatted(NUMBER));

    /** One line of a JSON array. */
    String toJson() {
        return String.format(
                Locale.ROOT,
                "{\"scenario\": \"%s\", \"competitor\": \"%s\", \"threads\": %d, \"nanos\": %.2f, \"low\": %.2f, \"high\": %.2f, \"processNanos\": %.2f, \"bytes\": %.2f, \"millionsPerSecond\": %.2f, \"measured\": \"%s\"}",
                scenario,
                competitor,
                threads,
                nanos,
                low,
                high,
                processNanos,
                bytes,
                millionsPerSecond,
                measured);
    }

    /** Reads what {@link #toJson()} has written. */
    static Row ofJson(String line) {
        Matcher found = LINE.matcher(line);
        if (!found.find()) {
            throw new IllegalArgumentException("not a measurement: " + line);
        }
        return new Row(
                Scenario.valueOf(found.group(1)),
                Competitor.valueOf(found.group(2)),
                Integer.parseInt(found.group(3)),
                Double.parseDouble(found.group(4)),
                Double.parseDouble(found.group(5)),
                Double.parseDouble(found.group(6)),
                Double.parseDouble(found.group(7)),
                Double.parseDouble(found.group(8)),
                Double.parseDouble(found.group(9)),
                LocalDate.parse(found.group(10)));
    }

    boolean isSameWork(Row other) {
        return scenario == other.scenario && threads == other.threads;
    }
}
