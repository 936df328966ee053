package io.selvedge.runtime.compile;

import java.lang.annotation.Annotation;
import java.lang.reflect.Array;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Writes annotations and values as people write them in source.
 *
 * <p>Immutable; the two that there are differ in how they write an annotation that is the value of an attribute.
 */
final class AsWritten {
    private static final AsWritten BRIEF = new AsWritten(attribute -> !attribute.isUsual());
    private static final AsWritten WHOLE = new AsWritten(attribute -> !attribute.isEmpty());

    private final Predicate<Attribute> shownInside;

    private AsWritten(Predicate<Attribute> shownInside) {
        this.shownInside = shownInside;
    }

    /**
     * What somebody wrote, such as {@code @Bulkhead(name = "db", limit = 5)} or {@code @Timeout("1s")}: what is left at
     * its default is left out.
     */
    static String text(Annotation annotation) {
        return BRIEF.annotation(annotation, attribute -> !attribute.isUsual());
    }

    /** The same, but with every attribute of an annotation inside it. */
    static String whole(Annotation annotation) {
        return WHOLE.annotation(annotation, attribute -> !attribute.isUsual());
    }

    /** What {@link #whole} leaves out, such as {@code limit = 10, queue = 0}; an empty text or list says nothing. */
    static String defaults(Annotation annotation) {
        return WHOLE.list(
                Attribute.of(annotation).stream().filter(attribute -> attribute.isUsual() && !attribute.isEmpty()));
    }

    /** The attributes in which two annotations of one type differ, in words. */
    static String differences(Annotation one, Annotation other) {
        List<Attribute> here = Attribute.of(one);
        List<Attribute> there = Attribute.of(other);
        return IntStream.range(0, here.size())
                .filter(i -> !here.get(i).sameAs(there.get(i)))
                .mapToObj(i ->
                        here.get(i).name() + " is " + BRIEF.value(here.get(i).value()) + " here and "
                                + BRIEF.value(there.get(i).value()) + " there")
                .collect(Collectors.joining(", "));
    }

    /** The attribute's value, whole. */
    static String value(Attribute attribute) {
        return WHOLE.value(attribute.value());
    }

    private String annotation(Annotation annotation, Predicate<Attribute> shown) {
        List<Attribute> attributes =
                Attribute.of(annotation).stream().filter(shown).toList();
        String name = "@" + annotation.annotationType().getSimpleName();
        if (attributes.size() == 1 && attributes.get(0).name().equals("value")) {
            return name + "(" + value(attributes.get(0).value()) + ")";
        }
        return attributes.isEmpty() ? name : name + "(" + list(attributes.stream()) + ")";
    }

    private String list(Stream<Attribute> attributes) {
        return attributes
                .map(attribute -> attribute.name() + " = " + value(attribute.value()))
                .collect(Collectors.joining(", "));
    }

    private String value(Object value) {
        if (value instanceof String text) {
            return "\"" + text + "\"";
        }
        if (value instanceof Class<?> type) {
            return type.getSimpleName() + ".class";
        }
        if (value instanceof Enum<?> constant) {
            return constant.name();
        }
        if (value instanceof Annotation annotation) {
            return annotation(annotation, shownInside);
        }
        return value.getClass().isArray() ? array(value) : String.valueOf(value);
    }

    /** With braces only where they are needed. */
    private String array(Object array) {
        int length = Array.getLength(array);
        String elements = IntStream.range(0, length)
                .mapToObj(i -> value(Array.get(array, i)))
                .collect(Collectors.joining(", "));
        return length == 1 ? elements : "{" + elements + "}";
    }
}
