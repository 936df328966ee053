package io.selvedge.runtime.compile;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
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
                        .append(value(value));
            }
        }
        return text.isEmpty() ? "" : "(" + withoutLoneValue(text.toString()) + ")";
    }

    private static String withoutLoneValue(String attributes) {
        boolean lone = attributes.startsWith("value = ") && attributes.indexOf(" = ") == attributes.lastIndexOf(" = ");
        return lone ? attributes.substring("value = ".length()) : attributes;
    }

    /** A value of an annotation's attribute or of a setting. */
    static String value(@Nullable Object value) {
        if (value instanceof String text) {
            return "\"" + text + "\"";
        }
        if (value instanceof Class<?> type) {
            return type.getSimpleName();
        }
        if (value instanceof Annotation annotation) {
            return text(annotation);
        }
        if (value instanceof Method method) {
            return Names.signature(method);
        }
        if (value instanceof Object[] many) {
            return value(Arrays.asList(many));
        }
        if (value instanceof Iterable<?> many) {
            return Stream.of(many).flatMap(AsWritten::each).collect(Collectors.joining(", ", "{", "}"));
        }
        return String.valueOf(value);
    }

    private static Stream<String> each(Iterable<?> many) {
        Stream.Builder<String> texts = Stream.builder();
        many.forEach(one -> texts.add(value(one)));
        return texts.build();
    }
}
