package io.selvedge.runtime.fallback;

import io.selvedge.runtime.policy.Call;
import io.selvedge.runtime.policy.Verdict;
import java.lang.invoke.MethodHandle;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One method that answers. Immutable.
 *
 * @param failure the failures that it takes as its last argument, or {@code null} if it takes none
 * @param handle of type {@code (Object self, Object[] arguments)Object}
 */
record Answer(@Nullable Class<?> failure, MethodHandle handle) {

    /** Whether this is the better one for a failure that both answer for. */
    boolean isMoreSpecificThan(Answer other) {
        return other.failure == null || (failure != null && other.failure.isAssignableFrom(failure));
    }

    boolean answersFor(Throwable judged) {
        return failure == null || failure.isInstance(judged);
    }

    /** What is to run in the call's place; the call itself is of no use by then. */
    Verdict.Divert instead(Call call, Throwable judged) {
        @Nullable Object self = call.self();
        @Nullable Object[] arguments = failure == null ? call.arguments() : with(call.arguments(), judged);
        return new Verdict.Divert(() -> (Object) handle.invokeExact(self, arguments));
    }

    private static @Nullable Object[] with(@Nullable Object[] arguments, Throwable last) {
        @Nullable Object[] all = Arrays.copyOf(arguments, arguments.length + 1);
        all[arguments.length] = last;
        return all;
    }
}
