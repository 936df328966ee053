package io.selvedge.failures;

/** Writes nanoseconds the way the annotations read them: "250ms", "2s", "1m". */
final class DurationText {
    private static final String[] NAMES = {"h", "m", "s", "ms", "us"};
    private static final long[] NANOS = {3_600_000_000_000L, 60_000_000_000L, 1_000_000_000L, 1_000_000L, 1_000L};

    private DurationText() {}

    static String exact(long nanos) {
        for (int i = 0; i < NANOS.length; i++) {
            if (nanos != 0 && nanos % NANOS[i] == 0) {
                return nanos / NANOS[i] + NAMES[i];
            }
        }
        return nanos + "ns";
    }

    /** Rounds to a grain that people read, and up, so that nobody who believes the text comes too early. */
    static String roundedUp(long nanos) {
        long grain = grainOf(nanos);
        long rest = nanos % grain;
        return exact(rest == 0 || nanos > Long.MAX_VALUE - grain ? nanos - rest : nanos - rest + grain);
    }

    /** The last sentence of a refusal, or nothing when it does not know. */
    static String comeBack(long nanos) {
        if (nanos <= 0) {
            return nanos < 0 ? "" : " Come back at once.";
        }
        return " Come back in " + roundedUp(nanos) + ".";
    }

    private static long grainOf(long nanos) {
        if (nanos < 1_000_000L) {
            return 1_000L;
        }
        return nanos < 10_000_000_000L ? 1_000_000L : 1_000_000_000L;
    }
}
