package io.selvedge.samples.tasks.story;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * A small table: the first column to the left, the figures to the right, each as wide as its widest.
 *
 * <p>Used by one thread.
 */
final class Table {
    private final List<String[]> rows = new ArrayList<>();

    Table(String... heads) {
        rows.add(heads);
    }

    /** Adds a row; figures are shown as their text. */
    Table row(String name, Object... figures) {
        List<String> cells = new ArrayList<>(List.of(name));
        Arrays.stream(figures).map(String::valueOf).forEach(cells::add);
        rows.add(cells.toArray(new String[0]));
        return this;
    }

    List<String> lines() {
        int[] widths = new int[rows.get(0).length];
        for (String[] row : rows) {
            Arrays.setAll(widths, i -> Math.max(widths[i], row[i].length()));
        }
        List<String> lines = new ArrayList<>();
        rows.forEach(row -> lines.add(line(row, widths)));
        lines.add(1, "-".repeat(lines.get(0).length()));
        return lines;
    }

    private static String line(String[] row, int[] widths) {
        StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%-" + widths[0] + "s", row[0]));
        for (int i = 1; i < row.length; i++) {
            line.append(String.format(Locale.ROOT, "  %" + Math.max(1, widths[i]) + "s", row[i]));
        }
        return line.toString();
    }
}
