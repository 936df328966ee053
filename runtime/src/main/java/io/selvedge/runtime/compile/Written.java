package io.selvedge.runtime.compile;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.List;

/**
 * An annotation as it was found, and the way on which it came.
 *
 * @param annotation what it says
 * @param holder the method or class (for lambdas the bundle) on which the way begins
 * @param path the bundles on the way, first the one that stands on the holder; empty if the annotation stands there
 *     itself
 */
record Written(Annotation annotation, AnnotatedElement holder, List<Class<? extends Annotation>> path) {
    private static final int TIERS_OF_A_HOLDER = 3;

    Class<? extends Annotation> type() {
        return annotation.annotationType();
    }

    boolean onMethod() {
        return holder instanceof Method;
    }

    /** Whether it stands on its holder itself and not in a bundle. */
    boolean direct() {
        return path.isEmpty();
    }

    /** What counts when one kind comes several times: the lowest. */
    int tier() {
        return (onMethod() ? 0 : TIERS_OF_A_HOLDER) + path.size();
    }

    /** On what the annotation itself is written. */
    AnnotatedElement carrier() {
        return direct() ? holder : path.get(path.size() - 1);
    }

    /** The annotation type that stands on the holder. */
    Class<? extends Annotation> visible() {
        return direct() ? type() : path.get(0);
    }

    /** Whether both are the same words at the same place, found on two ways. */
    boolean sameAs(Written other) {
        return annotation.equals(other.annotation) && carrier().equals(other.carrier());
    }

    /** Such as "on the class", or "in @RemoteCall on the method". */
    String origin() {
        StringBuilder way = new StringBuilder();
        for (int i = path.size() - 1; i >= 0; i--) {
            way.append("in @").append(path.get(i).getSimpleName()).append(' ');
        }
        return way.append("on ").append(holderText()).toString();
    }

    private String holderText() {
        if (onMethod()) {
            return "the method";
        }
        Class<?> type = (Class<?>) holder;
        return type.isAnnotation() ? "@" + type.getSimpleName() : "the class";
    }

    @Override
    public String toString() {
        return AsWritten.text(annotation);
    }
}
