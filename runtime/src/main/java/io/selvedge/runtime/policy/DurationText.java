package io.selvedge.runtime.policy;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Objects;

/** Reads durations as people write them: a whole number and a unit, or ISO 8601. */
public final class DurationText {
    /** As many as fit into a {@code long} whatever they are. */
    private static final int MOST_DIGITS = 18;

    private static final Map<String, Long> UNITS = Map.of(
            "ns", 1L,
            "us", 1_000L,
            "ms", 1_000_000L,
            "s", 1_000_000_000L,
            "m", 60_000_000_000L,
            "h", 3_600_000_000_000L,
            "d", 86_400_000_000_000L);

    private DurationText() {}

    /**
     * Nanoseconds of a text such as {@code "250ms"}, {@code "2s"}, {@code "1m"} or {@code "PT2S"}.
     *
     * @throws IllegalArgumentException whose message completes a sentence that begins with the attribute's name
     */
    public static long nanos(String text) {
        int digits = leadingDigits(text);
        long unit = digits == 0 || digits > MOST_DIGITS ? 0 : UNITS.getOrDefault(text.substring(digits), 0L);
        try {
            return unit > 0 ? Math.multiplyExact(Long.parseLong(text, 0, digits, 10), unit) : isoForm(text);
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("is longer than 292 years, the most that fits", e);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("is no duration", e);
        }
    }

    private static int leadingDigits(String text) {
        int digits = 0;
        while (digits < text.length() && text.charAt(digits) >= '0' && text.charAt(digits) <= '9') {
            digits++;
        }
        return digits;
    }

    private static long sizeOf(String unit) {
        return Objects.requireNonNull(UNITS.get(unit));
    }

    private static long isoForm(String text) {
        long nanos = Duration.parse(text).toNanos();
        if (nanos < 0) {
            throw new IllegalArgumentException("must not be negative");
        }
        return nanos;
    }

    /** The shortest text that reads back as these nanoseconds, such as {@code "250ms"}. */
    public static String of(long nanos) {
        for (String unit : new String[] {"d", "h", "m", "s", "ms", "us"}) {
            long size = sizeOf(unit);
            if (nanos >= size && nanos % size == 0) {
                return nanos / size + unit;
            }
        }
        return nanos + "ns";
    }
}
