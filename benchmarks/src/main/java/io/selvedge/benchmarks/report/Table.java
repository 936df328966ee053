package io.selvedge.benchmarks.report;

import io.selvedge.benchmarks.Competitor;
import java.util.List;
import java.util.Locale;

/** The rows of one kind of work, each beside the hand-written one of the same run. */
public final class Table {
    private final List<Row> rows;

    public Table(List<Row> rows) {
        this.rows = rows;
    }

    /** For the terminal. */
    public String text() {
        Row first = rows.get(0);
        StringBuilder text = new StringBuilder(first.scenario().heading(first.threads())).append('\n');
        for (Row row : rows) {
            text.append(String.format(
                    Locale.ROOT,
                    "  %-58s %9.1f ns  [%.1f .. %.1f]  %8s  %9.1f B  %9.1f ns of the process  %9.2f M/s%n",
                    row.competitor().title().replace("*", ""),
                    row.nanos(),
                    row.low(),
                    row.high(),
                    ratio(row),
                    row.bytes(),
                    row.processNanos(),
                    row.millionsPerSecond()));
        }
        return text.toString();
    }

    /** How many times what the hand-written code needs. */
    String ratio(Row row) {
        return rows.stream()
                .filter(other -> other.competitor() == Competitor.HAND)
                .findFirst()
                .map(hand -> String.format(Locale.ROOT, "%.2f×", row.nanos() / hand.nanos()))
                .orElse("");
    }
}
