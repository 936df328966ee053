package io.selvedge.runtime.compile;

import java.lang.annotation.Annotation;
import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One attribute of an annotation.
 *
 * @param value what it is
 * @param usual what it is where nobody writes it
 */
record Attribute(String name, Object value, @Nullable Object usual) {
    /** The virtual machine tells attributes in no certain order. */
    private static final Comparator<Method> ORDER = Comparator.comparing(
                    (Method attribute) -> !List.of("value", "name").contains(attribute.getName()))
            .thenComparing(Method::getName);

    /** Those that can be read, in an order that does not change. */
    static List<Attribute> of(Annotation annotation) {
        return Stream.of(annotation.annotationType().getDeclaredMethods())
                .filter(method -> method.getParameterCount() == 0 && !method.isSynthetic())
                .sorted(ORDER)
                .flatMap(method -> read(method, annotation).stream())
                .toList();
    }

    private static Optional<Attribute> read(Method method, Annotation annotation) {
        try {
            method.setAccessible(true);
            return Optional.of(new Attribute(method.getName(), method.invoke(annotation), method.getDefaultValue()));
        } catch (ReflectiveOperationException | RuntimeException e) {
            // Closed by a module, or it names a class that is missing: the rest must do.
            return Optional.empty();
        }
    }

    boolean isUsual() {
        return Objects.deepEquals(value, usual);
    }

    /** Whether it is left open: an empty text or list. */
    boolean isEmpty() {
        return value.equals("") || value.getClass().isArray() && Array.getLength(value) == 0;
    }

    boolean sameAs(Attribute other) {
        return name.equals(other.name) && Objects.deepEquals(value, other.value);
    }
}
