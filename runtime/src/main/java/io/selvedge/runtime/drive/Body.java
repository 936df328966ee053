package io.selvedge.runtime.drive;

import org.jspecify.annotations.Nullable;

/** The guarded method or lambda itself, ready to run as often, and on whichever threads, as its policies ask. */
@FunctionalInterface
public interface Body {
    @Nullable Object run() throws Throwable;
}
