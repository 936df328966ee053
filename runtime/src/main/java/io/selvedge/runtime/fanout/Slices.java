package io.selvedge.runtime.fanout;

import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The types of which slices can be made, arrays apart. Slices cannot be changed. */
enum Slices {
    /** For {@code List}, {@code Collection} and {@code Iterable}. */
    LIST(list -> list),
    SET(list -> list.size() == 1
            ? Collections.singleton(list.get(0))
            : Collections.unmodifiableSet(new LinkedHashSet<>(list))),
    ITERATOR(list -> new OneTime(list, List::iterator)),
    STREAM(list -> new OneTime(list, List::stream));

    private final Function<List<@Nullable Object>, Object> maker;

    Slices(Function<List<@Nullable Object>, Object> maker) {
        this.maker = maker;
    }

    Object one(@Nullable Object element) {
        return maker.apply(Collections.singletonList(element));
    }

    /** @param elements kept, and not changed any more */
    Object many(@Nullable Object[] elements) {
        return maker.apply(Collections.unmodifiableList(Arrays.asList(elements)));
    }

    /** What can be read once only, to be made anew for each attempt. */
    record OneTime(List<@Nullable Object> elements, Function<List<@Nullable Object>, Object> maker) {
        Object fresh() {
            return maker.apply(elements);
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
