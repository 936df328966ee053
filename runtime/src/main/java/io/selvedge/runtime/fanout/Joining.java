package io.selvedge.runtime.fanout;

import org.jspecify.annotations.Nullable;

/** Makes the outcome of one call of the ends of its children. Thread-safe. */
interface Joining {

    /** Whether every child has to end for the call to succeed, so that the caller may as well run some of them. */
    boolean needsAll();

    /** Takes in an end; whether the outcome stands now. */
    boolean ended(long index, @Nullable Object value, @Nullable Throwable failure);

    /**
     * The outcome, once it stands or no child is left.
     *
     * @throws Throwable the failure of the whole
     */
    @Nullable Object outcome() throws Throwable;

    /** Makes one for a call. */
    @FunctionalInterface
    interface Kind {
        Joining begin(String method, Source source);
    }
}
