package io.selvedge.runtime.pages;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Remembers cursors, to notice one that comes again, in bounded memory. Used by one thread at a time.
 */
final class Trail {
    /*
     * What really happens is a cursor that stays the same, two that alternate, and a remote side that begins from the
     * start again: the first and the last 64 tell those at once, before any page is read twice. A longer cycle that
     * avoids the first 64 is found by a landmark, as R. P. Brent does ("An Improved Monte Carlo Factorization Algorithm",
     * BIT 20, 1980, section 3): it stays for 1, 2, 4, 8 ... steps and then moves to where we are, so it comes to lie on
     * the cycle and to stay for a whole round of it. Pages are fetched by input and output; 129 comparisons are nothing
     * beside that.
     */
    private static final int KEPT = 64;

    private final List<@Nullable Object> first = new ArrayList<>();
    private final List<@Nullable Object> last = new ArrayList<>();
    private int oldest;
    private @Nullable Object landmark;
    private long steps;
    private long stay = 1;

    /** Whether this cursor has been here, as far as is remembered; remembers it if not. */
    boolean comesAgain(@Nullable Object cursor) {
        if (among(first, cursor) || among(last, cursor) || (steps > 0 && Objects.deepEquals(landmark, cursor))) {
            return true;
        }
        if (first.size() < KEPT) {
            first.add(cursor);
        } else {
            keep(cursor);
        }
        return false;
    }

    private static boolean among(List<@Nullable Object> known, @Nullable Object cursor) {
        return known.stream().anyMatch(one -> Objects.deepEquals(one, cursor));
    }

    private void keep(@Nullable Object cursor) {
        if (last.size() < KEPT) {
            last.add(cursor);
        } else {
            last.set(oldest, cursor);
            oldest = (oldest + 1) % KEPT;
        }
        if (++steps >= stay) {
            landmark = cursor;
            stay *= 2;
            steps = 1;
        }
    }
}
