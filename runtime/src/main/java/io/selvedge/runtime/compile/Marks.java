package io.selvedge.runtime.compile;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The annotations of a method's parameters, read once, since reflection reads them anew each time.
 *
 * <p>Immutable.
 */
final class Marks {
    private static final Annotation[][] NONE = {};

    private final Method method;
    private final Annotation[][] parameters;

    private Marks(Method method, Annotation[][] parameters) {
        this.method = method;
        this.parameters = parameters;
    }

    static Marks of(Method method) {
        return new Marks(method, method.getParameterCount() == 0 ? NONE : method.getParameterAnnotations());
    }

    /** The positions of the parameters that carry that mark, from 0. */
    int[] positions(Class<? extends Annotation> mark) {
        int[] positions = new int[parameters.length];
        int found = 0;
        for (int i = 0; i < parameters.length; i++) {
            if (carries(i, mark)) {
                positions[found++] = i;
            }
        }
        return Arrays.copyOf(positions, found);
    }

    private boolean carries(int position, Class<? extends Annotation> mark) {
        for (Annotation annotation : parameters[position]) {
            if (mark.isInstance(annotation)) {
                return true;
            }
        }
        return false;
    }

    /** The names of the parameters that carry that mark. */
    List<String> names(Class<? extends Annotation> mark) {
        List<String> names = new ArrayList<>();
        for (int position : positions(mark)) {
            names.add(method.getParameters()[position].getName());
        }
        return names;
    }
}
