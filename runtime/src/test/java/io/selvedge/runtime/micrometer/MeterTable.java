package io.selvedge.runtime.micrometer;

import static java.util.stream.Collectors.toSet;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The tables of docs/metrics.md, as rows that can be compared with a registry's meters. */
final class MeterTable {
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    private MeterTable() {}

    /** What is promised about all meters of one name. */
    record Row(String name, String kind, String unit, Set<String> tags) {}

    /** The meters of the table under that heading. */
    static Set<Row> rows(String heading) {
        return cells(heading).stream()
                .map(cells -> new Row(
                        code(cells.get(0)).get(0), cells.get(2), cells.get(3), new TreeSet<>(code(cells.get(4)))))
                .collect(toSet());
    }

    /** What Prometheus calls them. */
    static Set<String> prometheusNames(String heading) {
        return cells(heading).stream()
                .flatMap(cells -> code(cells.get(1)).stream())
                .collect(toSet());
    }

    /** The values that the table of tags gives for one of them. */
    static List<String> values(String tag) {
        return cells("Tags").stream()
                .filter(cells -> cells.get(0).equals("`" + tag + "`"))
                .flatMap(cells -> code(cells.get(1)).stream())
                .toList();
    }

    /** The same about what is in a registry. */
    static Set<Row> rows(MeterRegistry registry) {
        return registry.getMeters().stream().map(MeterTable::row).collect(toSet());
    }

    private static Row row(Meter meter) {
        Meter.Id id = meter.getId();
        Set<String> tags = id.getTags().stream().map(Tag::getKey).collect(toSet());
        return new Row(
                id.getName(),
                id.getType().name().toLowerCase(Locale.ROOT),
                Objects.requireNonNullElse(id.getBaseUnit(), ""),
                tags);
    }

    /** The cells of all rows of all tables under that heading, without the heads of the tables. */
    static List<List<String>> cells(String heading) {
        return section(heading).stream()
                .filter(line -> line.startsWith("| `"))
                .map(line -> Arrays.stream(line.substring(1).split("\\|", -1))
                        .map(String::strip)
                        .toList())
                .toList();
    }

    private static List<String> section(String heading) {
        try {
            List<String> lines = Files.readAllLines(Path.of("..", "docs", "metrics.md"));
            int start = lines.indexOf("## " + heading) + 1;
            List<String> rest = lines.subList(start, lines.size());
            return rest.stream().takeWhile(line -> !line.startsWith("## ")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<String> code(String cell) {
        return CODE.matcher(cell)
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
    }
}
