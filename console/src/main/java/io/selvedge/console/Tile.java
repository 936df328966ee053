package io.selvedge.console;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a page shows of one method at a time.
 *
 * <p>Immutable. Pages are told only what is not as it was: a thousand busy methods would be a third of a megabyte a second
 * for each page otherwise.
 */
final class Tile {
    private static final List<String> FIGURES =
            List.of("calls", "bad", "retries", "lately", "badLately", "helped", "p50", "p95", "p99");

    private final double[] figures;
    private final String trouble;
    private final String policies;

    /**
     * @param policies JSON, an object's inside
     * @param figures in the order of their names
     */
    Tile(Trouble trouble, String policies, double... figures) {
        this.trouble = trouble.word();
        this.policies = policies;
        this.figures = figures;
    }

    boolean isAs(@Nullable Tile before) {
        return before != null
                && trouble.equals(before.trouble)
                && policies.equals(before.policies)
                && Arrays.equals(figures, before.figures);
    }

    /** Writes what is not as before; everything if there is no before. */
    void write(Json json, @Nullable Tile before) {
        for (int i = 0; i < figures.length; i++) {
            if (before == null || Double.compare(figures[i], before.figures[i]) != 0) {
                json.put(FIGURES.get(i), figures[i]);
            }
        }
        if (before == null || !trouble.equals(before.trouble)) {
            json.put("trouble", trouble);
        }
        if (before == null || !policies.equals(before.policies)) {
            json.inside(policies);
        }
    }
}
