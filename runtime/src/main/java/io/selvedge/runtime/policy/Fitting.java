package io.selvedge.runtime.policy;

import org.jspecify.annotations.Nullable;

/**
 * Stands directly around the method, inside all policies: prepares what each run of it is given, completes what it
 * returned. For what a policy cannot do at its door, since policies further in may run the method several times.
 *
 * <p>Thread-safe: serves many runs at the same time.
 */
@FunctionalInterface
public interface Fitting {

    /**
     * Runs the method once.
     *
     * @param arguments those of this run; not to be changed
     * @return what the policies are to see as the method's value
     */
    @Nullable Object run(@Nullable Object[] arguments, Method method) throws Throwable;

    /** The method itself. */
    @FunctionalInterface
    interface Method {
        @Nullable Object run(@Nullable Object[] arguments) throws Throwable;
    }
}
