package io.selvedge.runtime.compile;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Writes annotations and values as people write them in source: what is left at its default is left out. */
final class AsWritten {
    /** The virtual machine tells attributes in no certain order. */
    private static final Comparator<Method> ORDER = Comparator.comparing(
                    (Method attribute) -> !List.of("value", "name").contains(attribute.getName()))
            .thenComparing(Method::getName);

    private AsWritten() {}

    /** Such as {@code @Bulkhead(name = "db", limit = 5)} or {@code @Timeout("1s")}. */
    static String text(Annotation annotation) {
        String name = "@" + annotation.annotationType().getSimpleName();
        try {
            return name + attributes(annotation);
        } catch (ReflectiveOperationException | RuntimeException e) {
            // Closed by a module, or an attribute names a class that is missing: the name alone must do.
            return name;
        }
    }

    private static String attributes(Annotation annotation) throws ReflectiveOperationException {
        List<Method> attributes = Stream.of(annotation.annotationType().getDeclaredMethods())
                .filter(method -> method.getParameterCount() == 0 && !method.isSynthetic())
                .sorted(ORDER)
                .toList();
        StringBuilder text = new StringBuilder();
        for (Method attribute : attributes) {
            attribute.setAccessible(true);
            Object value = attribute.invoke(annotation);
            if (!Objects.deepEquals(value, attribute.getDefaultValue())) {
                text.append(text.isEmpty() ? "" : ", ")
                        .append(attribute.getName())
                        .append(" = ")
                        .append(literal(value));
            }
        }
        return text.isEmpty() ? "" : "(" + withoutLoneValue(text.toString()) + ")";
    }

    private static String withoutLoneValue(String attributes) {
        boolean lone = attributes.startsWith("value = ") && attributes.indexOf(" = ") == attributes.lastIndexOf(" = ");
        return lone ? attributes.substring("value = ".length()) : attributes;
    }

    /** A value as source code has it. */
    private static String literal(@Nullable Object value) {
        return value(value, type -> type.getSimpleName() + ".class");
    }

    /** A value as people say it. */
    static String plain(@Nullable Object value) {
        return value(value, Class::getSimpleName);
    }

    private static String value(@Nullable Object value, Function<Class<?>, String> named) {
        if (value instanceof String text) {
            return "\"" + text + "\"";
        }
        if (value instanceof Class<?> type) {
            return named.apply(type);
        }
        if (value instanceof Annotation annotation) {
            return text(annotation);
        }
        if (value instanceof Object[] many) {
            return many.length == 1 ? value(many[0], named) : value(Arrays.asList(many), named);
        }
        if (value instanceof Collection<?> many) {
            return many.stream().map(one -> value(one, named)).collect(Collectors.joining(", ", "{", "}"));
        }
        return String.valueOf(value);
    }
}
