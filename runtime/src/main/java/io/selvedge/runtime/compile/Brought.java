package io.selvedge.runtime.compile;

/** What each call of a lambda brings besides the lambda; always the same under one name. */
public enum Brought {
    NOTHING,
    /** Argument 0 is the key. */
    A_KEY,
    /** Argument 0 is a {@link io.selvedge.runtime.policy.Spreading}. */
    ELEMENTS;

    @Override
    public String toString() {
        return switch (this) {
            case NOTHING -> "without a key";
            case A_KEY -> "with a key";
            case ELEMENTS -> "with elements to be spread";
        };
    }
}
