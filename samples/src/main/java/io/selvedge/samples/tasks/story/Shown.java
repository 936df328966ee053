package io.selvedge.samples.tasks.story;

import java.util.Locale;

/** How figures are written. */
final class Shown {
    private Shown() {}

    /** A time with about three digits: "0.42 ms", "35.1 ms", "1.20 s". */
    static String time(long nanos) {
        double millis = nanos / 1e6;
        if (millis >= 1000) {
            return String.format(Locale.ROOT, "%.2f s", millis / 1000);
        }
        if (millis >= 100) {
            return String.format(Locale.ROOT, "%.0f ms", millis);
        }
        return String.format(Locale.ROOT, millis >= 10 ? "%.1f ms" : "%.2f ms", millis);
    }

    /** "131 of 200". */
    static String of(int part, int whole) {
        return part + " of " + whole;
    }
}
