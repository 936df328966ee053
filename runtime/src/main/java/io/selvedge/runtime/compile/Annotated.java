package io.selvedge.runtime.compile;

import io.selvedge.annotations.Policy;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** All annotations that a method, class or bundle carries, by itself and through bundles. */
final class Annotated {
    /** Bundles within bundles that the aspect still sees. */
    private static final int DEEPEST = 2;

    private final List<Written> found = new ArrayList<>();
    private final int deepest;

    private Annotated(AnnotatedElement element, int deepest) {
        this.deepest = deepest;
        read(element, element, List.of());
    }

    static Annotated on(AnnotatedElement element) {
        return new Annotated(element, DEEPEST);
    }

    /** What calls under this bundle are guarded by. */
    static Annotated inside(Class<? extends Annotation> bundle) {
        return new Annotated(bundle, DEEPEST - 1);
    }

    private void read(AnnotatedElement holder, AnnotatedElement carrier, List<Class<? extends Annotation>> path) {
        for (Annotation annotation : carrier.getDeclaredAnnotations()) {
            Class<? extends Annotation> type = annotation.annotationType();
            found.add(new Written(annotation, holder, path));
            // One level more than counts, to be able to say that it does not.
            if (path.size() <= deepest && !type.getName().startsWith("java.lang.")) {
                List<Class<? extends Annotation>> further = new ArrayList<>(path);
                further.add(type);
                read(holder, type, List.copyOf(further));
            }
        }
    }

    /** The policies that count. */
    Stream<Written> policies() {
        return allPolicies().filter(written -> written.path().size() <= deepest);
    }

    /** The policies that are hidden too deep to count. */
    Stream<Written> tooDeep() {
        return allPolicies().filter(written -> written.path().size() > deepest);
    }

    /** The annotations of that type that count. */
    Stream<Written> each(Class<? extends Annotation> type) {
        return found.stream()
                .filter(written -> written.type() == type && written.path().size() <= deepest);
    }

    private Stream<Written> allPolicies() {
        return found.stream().filter(written -> written.type().isAnnotationPresent(Policy.class));
    }
}
