package io.selvedge.runtime.pages;

import io.selvedge.runtime.policy.Rest;
import io.selvedge.values.Page;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Fetches the page at a cursor. Thread-safe. */
interface Fetcher<T> {

    /** Fetches on the calling thread. */
    Page<T> fetch(@Nullable Object cursor) throws Throwable;

    /**
     * Fetches on another thread.
     *
     * @param ended told once, with the page or the failure, perhaps before this returns; returns at once
     */
    Rest.Errand start(@Nullable Object cursor, BiConsumer<@Nullable Page<T>, @Nullable Throwable> ended);

    /** One whose fetches are part of the guarded call that the calling thread is in now. */
    Fetcher<T> here();
}
