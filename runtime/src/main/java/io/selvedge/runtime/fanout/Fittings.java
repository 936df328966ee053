package io.selvedge.runtime.fanout;

import io.selvedge.runtime.policy.Fitting;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What stands around bodies that are given, or return, what can be read once only. */
final class Fittings {
    private Fittings() {}

    /** Makes the slice anew for each attempt of a retry. */
    static Fitting freshSlice(int position) {
        return (arguments, method) -> method.run(fresh(arguments, position));
    }

    private static @Nullable Object[] fresh(@Nullable Object[] arguments, int position) {
        if (!(arguments[position] instanceof Slices.OneTime slice)) {
            return arguments;
        }
        @Nullable Object[] own = arguments.clone();
        own[position] = slice.fresh();
        return own;
    }

    /**
     * Takes the elements out of the stream that a body returns, within the policies of its slice: else the work that the
     * stream stands for would be done by whoever consumes it, and guarded by nobody. A call that is not spread is given
     * its stream as it is.
     */
    static Fitting drained(int position) {
        return (arguments, method) -> {
            Object returned = method.run(fresh(arguments, position));
            return arguments[position] == null ? returned : drained(Wholes.given(returned, Stream.class));
        };
    }

    private static Stream<?> drained(Stream<?> lazy) {
        try (lazy) {
            List<?> elements = lazy.collect(Collectors.toList());
            return elements.stream();
        }
    }
}
