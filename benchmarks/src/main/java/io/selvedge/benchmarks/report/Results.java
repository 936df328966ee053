package io.selvedge.benchmarks.report;

import io.selvedge.benchmarks.Scenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * All that has been measured on one JDK, kept in a JSON file with one measurement a line.
 *
 * @param jdk its feature release
 * @param machine what it ran on, and when it was last measured
 * @param rows by scenario, threads and competitor
 * @param figures whatever is counted rather than timed
 */
public record Results(int jdk, String machine, List<Row> rows, List<Figure> figures) {
    private static final Pattern MACHINE = Pattern.compile("\"machine\": \"(.*)\"");
    private static final Comparator<Row> ORDER =
            Comparator.comparing(Row::scenario).thenComparing(Row::threads).thenComparing(Row::competitor);

    private static Path file(Path folder, int jdk) {
        return folder.resolve("jdk-" + jdk + ".json");
    }

    /** What is known of that JDK, perhaps nothing. */
    public static Results read(Path folder, int jdk) throws IOException {
        Path file = file(folder, jdk);
        List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
        String machine = lines.stream()
                .map(MACHINE::matcher)
                .filter(Matcher::find)
                .map(found -> found.group(1))
                .findFirst()
                .orElse("");
        return new Results(
                jdk,
                machine,
                starting(lines, "{\"scenario\"").map(Row::ofJson).toList(),
                starting(lines, "{\"figure\"").map(Figure::ofJson).toList());
    }

    private static Stream<String> starting(List<String> lines, String start) {
        return lines.stream().map(String::strip).filter(line -> line.startsWith(start));
    }

    /** With these in place of what was measured of the same work: ratios hold within one run only. */
    public Results with(List<Row> newRows, List<Figure> newFigures) {
        List<Row> all = new ArrayList<>(newRows);
        rows.stream().filter(old -> newRows.stream().noneMatch(old::isSameWork)).forEach(all::add);
        all.sort(ORDER);
        boolean nothingNew = newRows.isEmpty() && newFigures.isEmpty();
        return new Results(jdk, nothingNew ? machine : thisMachine(), all, newFigures.isEmpty() ? figures : newFigures);
    }

    List<Row> rows(Scenario scenario, int threads) {
        return rows.stream()
                .filter(row -> row.scenario() == scenario && row.threads() == threads)
                .toList();
    }

    Optional<Figure> figure(String title) {
        return figures.stream().filter(figure -> figure.title().equals(title)).findFirst();
    }

    private static String thisMachine() {
        return "JDK %s (%s), %s %s, %d processors, %s"
                .formatted(
                        System.getProperty("java.version"),
                        System.getProperty("java.vm.vendor"),
                        System.getProperty("os.name"),
                        System.getProperty("os.arch"),
                        Runtime.getRuntime().availableProcessors(),
                        LocalDate.now());
    }

    public void write(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(file(folder, jdk), toJson());
    }

    private String toJson() {
        return "{\n\"jdk\": %d,\n\"machine\": \"%s\",\n\"rows\": [\n%s\n],\n\"figures\": [\n%s\n]\n}\n"
                .formatted(
                        jdk,
                        machine,
                        String.join(",\n", rows.stream().map(Row::toJson).toList()),
                        String.join(",\n", figures.stream().map(Figure::toJson).toList()));
    }
}
