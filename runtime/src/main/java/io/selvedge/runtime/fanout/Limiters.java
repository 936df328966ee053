package io.selvedge.runtime.fanout;

import io.selvedge.annotations.Bulkhead;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.LinkedHashSet;
import java.util.Set;

/** Finds limiters that would be entered within themselves, as far as annotations show. */
final class Limiters {
    /** Bundles within bundles that count. */
    private static final int DEEPEST = 2;

    private Limiters() {}

    /** The name of a bulkhead that guards both methods, or empty. */
    static String shared(Method one, Method other) {
        Set<String> both = of(one);
        both.retainAll(of(other));
        return both.stream().findFirst().orElse("");
    }

    private static Set<String> of(Method method) {
        Set<String> own = new LinkedHashSet<>();
        collect(method, DEEPEST, own);
        if (own.isEmpty() && (method.getModifiers() & (Modifier.PUBLIC | Modifier.STATIC)) == Modifier.PUBLIC) {
            collect(method.getDeclaringClass(), DEEPEST, own);
        }
        own.remove("");
        return own;
    }

    private static void collect(AnnotatedElement element, int deeper, Set<String> names) {
        for (Annotation annotation : element.getDeclaredAnnotations()) {
            if (annotation instanceof Bulkhead bulkhead) {
                names.add(bulkhead.name());
            } else if (deeper > 0 && !annotation.annotationType().getName().startsWith("java.lang.")) {
                collect(annotation.annotationType(), deeper - 1, names);
            }
        }
    }
}
