package io.selvedge.samples.tasks.story;

import static java.util.stream.Collectors.joining;

import io.selvedge.annotations.Policy;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Objects;

/** Reads the policies of a method off its annotations, so that the story cannot tell them wrong. */
final class Guards {
    private Guards() {}

    /** The policies as they stand in the source, attributes left at their defaults left out. */
    static String of(Class<?> type, String method) {
        return Arrays.stream(type.getDeclaredMethods())
                .filter(candidate -> candidate.getName().equals(method))
                .flatMap(found -> Arrays.stream(found.getAnnotations()))
                .filter(annotation -> annotation.annotationType().isAnnotationPresent(Policy.class))
                .map(Guards::text)
                .collect(joining(" "));
    }

    private static String text(Annotation annotation) {
        String attributes = Arrays.stream(annotation.annotationType().getDeclaredMethods())
                .filter(attribute -> !Objects.deepEquals(value(attribute, annotation), attribute.getDefaultValue()))
                .map(attribute -> attribute.getName() + " = " + shown(value(attribute, annotation)))
                .sorted()
                .collect(joining(", "));
        String name = "@" + annotation.annotationType().getSimpleName();
        return attributes.isEmpty() ? name : name + "(" + attributes.replaceFirst("^value = ([^,]*)$", "$1") + ")";
    }

    private static Object value(Method attribute, Annotation annotation) {
        try {
            return attribute.invoke(annotation);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String shown(Object value) {
        if (value instanceof Annotation nested) {
            return text(nested);
        }
        if (value instanceof Class<?>[] types) {
            return Arrays.stream(types)
                    .map(type -> type.getSimpleName() + ".class")
                    .collect(joining(", "));
        }
        if (value instanceof String[] texts) {
            return Arrays.stream(texts).map(Guards::shown).collect(joining(", "));
        }
        if (value instanceof Enum<?> constant) {
            return constant.getDeclaringClass().getSimpleName() + "." + constant.name();
        }
        return value instanceof String ? "\"" + value + "\"" : String.valueOf(value);
    }
}
