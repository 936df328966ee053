package io.selvedge.runtime.record;

import java.util.Locale;

/** How a whole call ended. */
public enum Outcome {
    /** The method's own value. */
    SUCCESS,
    /** A value that stood in for the method's: a fallback's or a policy's answer. */
    FALLBACK,
    /** An exception of the method or of its fallback. */
    FAILURE,
    /** A time limit. */
    TIMEOUT,
    /** A policy turned the call away. */
    REFUSED,
    /** The caller's thread was interrupted. */
    INTERRUPTED,
    /** The caller cancelled the returned future. */
    CANCELLED;

    /** The value of the metric tag: lower case. */
    public String tag() {
        return name().toLowerCase(Locale.ROOT);
    }
}
