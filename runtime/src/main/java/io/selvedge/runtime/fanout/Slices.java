package io.selvedge.runtime.fanout;

import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The types of which slices can be made, arrays apart. Slices cannot be changed. */
enum Slices {
    /** For {@code List}, {@code Collection} and {@code Iterable}. */
    LIST,
    SET,
    ITERATOR,
    STREAM;

    Object one(@Nullable Object element) {
        return of(Collections.singletonList(element));
    }

    /** @param elements kept, and not changed any more */
    Object many(@Nullable Object[] elements) {
        return of(Collections.unmodifiableList(Arrays.asList(elements)));
    }

    private Object of(List<?> elements) {
        return switch (this) {
            case LIST -> elements;
            case SET -> set(elements);
            case ITERATOR, STREAM -> new OneTime(elements, this == STREAM);
        };
    }

    private static Set<?> set(List<?> elements) {
        return elements.size() == 1
                ? Collections.singleton(elements.get(0))
                : Collections.unmodifiableSet(new LinkedHashSet<>(elements));
    }

    /**
     * What can be read once only, to be made anew for each attempt.
     *
     * @param stream whether it is a stream, and no iterator
     */
    record OneTime(List<?> elements, boolean stream) {
        Object fresh() {
            return stream ? elements.stream() : elements.iterator();
        }
    }

    /** For a declared type, or {@code null} if no slices can be made of it. */
    static @Nullable Slices of(Class<?> type) {
        if (type == List.class || type == Collection.class || type == Iterable.class) {
            return LIST;
        }
        if (type == Set.class) {
            return SET;
        }
        return type == Iterator.class ? ITERATOR : type == Stream.class ? STREAM : null;
    }
}
