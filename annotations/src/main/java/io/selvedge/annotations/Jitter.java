package io.selvedge.annotations;

/** How a {@link Backoff} spreads its waits. */
public enum Jitter {
    NONE,
    FULL,
    EQUAL,
    DECORRELATED,
    ADDITIVE
}
