package io.selvedge.runtime.fanout;

import org.jspecify.annotations.Nullable;

/** Makes one result of those of the slices. Stateless. */
interface Whole {

    /**
     * What is to be kept of a slice's result until the end. Reads the result, so that what is lazy or used again is not
     * kept; called on the thread that ended the slice.
     *
     * @throws RuntimeException if the result cannot be read; that is the slice's failure
     */
    @Nullable Object keep(@Nullable Object result);

    /** The result of all, from what was kept of each, in order. */
    @Nullable Object of(Slots kept, int children);
}
