package io.selvedge.benchmarks.report;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Something that is counted rather than timed call by call. */
public record Figure(String title, double value, String unit) {
    private static final Pattern LINE =
            Pattern.compile("\\{\"figure\": \"(.*)\", \"value\": ([-+.\\dE]+), \"unit\": \"(.*)\"}");

    public String toJson() {
        return String.format(
                Locale.ROOT, "{\"figure\": \"%s\", \"value\": %.1f, \"unit\": \"%s\"}", title, value, unit);
    }

    public static Figure ofJson(String line) {
        Matcher found = LINE.matcher(line);
        if (!found.find()) {
            throw new IllegalArgumentException("not a figure: " + line);
        }
        return new Figure(found.group(1), Double.parseDouble(found.group(2)), found.group(3));
    }

    public String text() {
        return String.format(Locale.ROOT, "%,.1f %s", value, unit);
    }
}
