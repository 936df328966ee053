package io.selvedge.runtime.compile;

import org.jspecify.annotations.Nullable;

/**
 * One thing that can never work.
 *
 * @param where where it is written
 * @param text what, which value, which rule and how to mend it
 * @param on what it would have guarded, if that is not where it is written
 * @param cause what somebody else threw, when that is the problem
 */
record Misuse(
        String where,
        String text,
        @Nullable String on,
        @Nullable Throwable cause) {

    static Misuse at(String where, String text) {
        return new Misuse(where, text, null, null);
    }

    Misuse causedBy(Throwable failure) {
        return new Misuse(where, text, on, failure);
    }

    /** Whether both are one and the same mistake, met on two methods. */
    boolean sameAs(Misuse other) {
        return where.equals(other.where) && text.equals(other.text);
    }
}
