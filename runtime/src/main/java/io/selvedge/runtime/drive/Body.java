package io.selvedge.runtime.drive;

import org.jspecify.annotations.Nullable;

/** The guarded method or lambda itself, ready to run as often, and on whichever threads, as its policies ask. */
@FunctionalInterface
public interface Body {

    /**
     * Runs it once.
     *
     * @param arguments those of this run, all of them or none; not changed. Where no policy may give others than the
     *     caller's, they may be left aside
     */
    @Nullable Object run(@Nullable Object[] arguments) throws Throwable;
}
