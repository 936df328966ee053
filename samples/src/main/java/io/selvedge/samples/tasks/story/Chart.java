package io.selvedge.samples.tasks.story;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Standing bars, one character wide, for requests over time.
 *
 * <p>Immutable.
 */
final class Chart {
    static final int BUCKET_MILLIS = 50;
    static final int BUCKETS = 42;
    private static final int HEIGHT = 8;

    private final String title;
    private final int[] bars;

    /** A chart of how many requests came in each 50 ms. */
    Chart(String title, int[] bars) {
        this.title = title;
        this.bars = bars.clone();
    }

    /** Two charts beside each other, on one scale. */
    static List<String> sideBySide(Chart left, Chart right) {
        int top = Math.max(left.busiest(1), right.busiest(1));
        List<String> leftLines = left.lines(top);
        List<String> rightLines = right.lines(top);
        return IntStream.range(0, leftLines.size())
                .mapToObj(i -> String.format(Locale.ROOT, "%-49s%s", leftLines.get(i), rightLines.get(i))
                        .stripTrailing())
                .toList();
    }

    /** The most that came within so many bars on end. */
    int busiest(int width) {
        return IntStream.rangeClosed(0, bars.length - width)
                .map(from -> Arrays.stream(bars, from, from + width).sum())
                .max()
                .orElse(0);
    }

    private List<String> lines(int top) {
        List<String> lines = new ArrayList<>(List.of("     " + title));
        for (int row = HEIGHT; row >= 1; row--) {
            lines.add((row == HEIGHT ? String.format(Locale.ROOT, "%3d |", top) : "    |") + row(row, top));
        }
        lines.add("  0 +" + "-".repeat(bars.length));
        lines.add("     " + seconds(bars.length));
        return lines;
    }

    /** A bar reaches a row that it fills at least half; what is less but not nothing shows as a dot at the bottom. */
    private String row(int row, int top) {
        StringBuilder line = new StringBuilder();
        for (int bar : bars) {
            boolean reaches = bar * HEIGHT >= (row - 0.5) * top && bar > 0;
            line.append(reaches ? '#' : row == 1 && bar > 0 ? '.' : ' ');
        }
        return line.toString();
    }

    /** The axis: a mark each half second. */
    static String seconds(int buckets) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < buckets; i += 10) {
            line.append(String.format(Locale.ROOT, "%-10s", i * BUCKET_MILLIS / 1000.0 + (i == 0 ? " s" : "")));
        }
        return line.toString().stripTrailing();
    }
}
