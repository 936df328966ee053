package io.selvedge.annotations;

/**
 * How a {@link Backoff} scatters its waits, so that callers who failed together do not come back together.
 *
 * <p>In the formulas <i>d</i> is the bare wait of {@link Backoff}, and uniform(a, b) a random time with a &le; time
 * &le; b, drawn afresh for each wait. Source of FULL, EQUAL and DECORRELATED: Marc Brooker, "Exponential Backoff And
 * Jitter", AWS Architecture Blog, 2015, whose simulations favour FULL where the least work in total is wanted.
 */
public enum Jitter {
    /** No scatter: d. */
    NONE,
    /** Anywhere up to the bare wait: uniform(0, d). The default of {@link Backoff}. */
    FULL,
    /** At least half of the bare wait: d/2 + uniform(0, d/2). */
    EQUAL,
    /**
     * Depends on the wait before, not on the number of the retry: min(max, uniform(initial, 3 &times; previous)), where
     * the first previous is initial. {@link Backoff#multiplier()} plays no part.
     */
    DECORRELATED,
    /**
     * A little on top, never less than the bare wait: d + uniform(0, jitterMax). Only the d is held to
     * {@link Backoff#max()}.
     */
    ADDITIVE
}
