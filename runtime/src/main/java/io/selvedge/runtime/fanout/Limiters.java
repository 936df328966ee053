package io.selvedge.runtime.fanout;

import io.selvedge.annotations.Bulkhead;
import io.selvedge.runtime.policy.Carried;
import java.lang.reflect.Method;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds limiters that would be entered within themselves, as far as annotations show. */
final class Limiters {
    private Limiters() {}

    /** The name of a bulkhead that guards both methods, or empty. */
    static String shared(Method one, Method other) {
        Set<String> both = of(one);
        both.retainAll(of(other));
        return both.stream().findFirst().orElse("");
    }

    private static Set<String> of(Method method) {
        return Carried.by(method, Bulkhead.class).stream()
                .map(Bulkhead::name)
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toSet());
    }
}
