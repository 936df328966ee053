package io.selvedge.runtime.policy;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;

/**
 * The annotations of one type that a method carries: by itself or through bundles, else through its class. For rooms that
 * must know whether another policy stands beside their own. Stateless.
 */
public final class Carried {
    /** Bundles within bundles that count. */
    private static final int DEEPEST = 2;

    private Carried() {}

    /** Those of the method; where it has none and a class guards it, those of the class. */
    public static <A extends Annotation> List<A> by(Method method, Class<A> type) {
        List<A> own = new ArrayList<>();
        collect(method, type, DEEPEST, own);
        if (own.isEmpty() && (method.getModifiers() & (Modifier.PUBLIC | Modifier.STATIC)) == Modifier.PUBLIC) {
            collect(method.getDeclaringClass(), type, DEEPEST, own);
        }
        return own;
    }

    private static <A extends Annotation> void collect(
            AnnotatedElement element, Class<A> type, int deeper, List<A> found) {
        for (Annotation annotation : element.getDeclaredAnnotations()) {
            if (type.isInstance(annotation)) {
                found.add(type.cast(annotation));
            } else if (deeper > 0 && !annotation.annotationType().getName().startsWith("java.lang.")) {
                collect(annotation.annotationType(), type, deeper - 1, found);
            }
        }
    }
}
