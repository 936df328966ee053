package io.selvedge.runtime.record;

import org.jspecify.annotations.Nullable;

/** Measures whole calls of one target. Thread-safe; returns at once, throws nothing. */
public interface CallRecorder {

    /** Measures nothing: drivers skip it, and its clock readings, altogether. */
    CallRecorder NONE = new CallRecorder() {
        @Override
        public void ended(long nanos, Outcome outcome) {}
    };

    /**
     * A call has ended.
     *
     * @param nanos from the call's beginning to its end, all attempts and waits included
     */
    void ended(long nanos, Outcome outcome);

    /**
     * Begins to follow a call that begins now, on the calling thread.
     *
     * @return {@code null} if single calls are not followed, or not this one
     */
    default @Nullable CallTrace follow() {
        return null;
    }

    /** This one and another, told in this order; each once, however often it is joined. */
    default CallRecorder and(CallRecorder other) {
        return this == NONE ? other : other == NONE || has(other) ? this : new CallRecorders(this, other);
    }

    /** Whether that one is told when this one is. */
    default boolean has(CallRecorder other) {
        return this == other;
    }

    /** What is left when that one no longer wants to be told: not {@link #NONE} if it may be following calls. */
    default CallRecorder without(CallRecorder gone) {
        return this == gone ? NONE : this;
    }
}
