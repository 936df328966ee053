package io.selvedge.runtime.compile;

import io.selvedge.annotations.Policy;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Reads what methods, classes and bundles carry, and remembers what each type of annotation carries itself, since the
 * same few types stand on all of them.
 *
 * <p>Thread-safe.
 */
final class Bundles {
    /** Bundles within bundles that the aspect still sees. */
    private static final int DEEPEST = 2;

    private final ConcurrentMap<Class<? extends Annotation>, Carried> known = new ConcurrentHashMap<>();

    /**
     * What a type of annotations carries.
     *
     * @param policy whether annotations of the type are policies
     * @param annotations what stands on it and may lead to a policy
     */
    private record Carried(boolean policy, List<Annotation> annotations) {}

    /** What calls of that method, or of methods of that class, are guarded by. */
    Annotated on(AnnotatedElement element) {
        return read(element, DEEPEST);
    }

    /** What calls under this bundle are guarded by. */
    Annotated inside(Class<? extends Annotation> bundle) {
        return read(bundle, DEEPEST - 1);
    }

    private Annotated read(AnnotatedElement holder, int deepest) {
        Annotated found = Annotated.nothing();
        for (Annotation annotation : holder.getDeclaredAnnotations()) {
            read(new Written(annotation, holder, List.of()), deepest, found);
        }
        return found;
    }

    private void read(Written written, int deepest, Annotated found) {
        Class<? extends Annotation> type = written.type();
        Carried carried = carried(type);
        int depth = written.path().size();
        found.add(written, carried.policy(), depth <= deepest);
        // One level more than counts, to be able to say that it does not.
        if (depth <= deepest && !carried.annotations().isEmpty()) {
            List<Class<? extends Annotation>> path = new ArrayList<>(written.path());
            path.add(type);
            List<Class<? extends Annotation>> further = List.copyOf(path);
            for (Annotation inner : carried.annotations()) {
                read(new Written(inner, written.holder(), further), deepest, found);
            }
        }
    }

    private Carried carried(Class<? extends Annotation> type) {
        Carried before = known.get(type);
        if (before != null) {
            return before;
        }
        Carried fresh = new Carried(type.isAnnotationPresent(Policy.class), within(type));
        known.put(type, fresh);
        return fresh;
    }

    private static List<Annotation> within(Class<? extends Annotation> type) {
        List<Annotation> found = new ArrayList<>();
        for (Annotation annotation : type.getDeclaredAnnotations()) {
            if (!isOfTheLanguage(annotation.annotationType()) && annotation.annotationType() != Policy.class) {
                found.add(annotation);
            }
        }
        return isOfTheLanguage(type) ? List.of() : List.copyOf(found);
    }

    private static boolean isOfTheLanguage(Class<?> type) {
        return type.getName().startsWith("java.lang.");
    }
}
