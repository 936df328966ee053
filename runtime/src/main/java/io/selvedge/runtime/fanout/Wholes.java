package io.selvedge.runtime.fanout;

import java.lang.reflect.Array;
import java.util.AbstractMap.SimpleImmutableEntry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The kinds of results that can be strung together. */
final class Wholes {
    private Wholes() {}

    /*
     * Most slices give one element. That is kept by itself, so that a million elements take a million references and not
     * a million lists. What is not one element is kept as a Part, which no user can have made.
     */
    private static final class Part {
        private final @Nullable Object[] elements;

        Part(@Nullable Object[] elements) {
            this.elements = elements;
        }
    }

    static @Nullable Object packed(Collection<?> result) {
        if (result instanceof List<?> list && list.size() == 1 && !(list.get(0) instanceof Part)) {
            return list.get(0);
        }
        @Nullable Object[] elements = result.toArray();
        return elements.length == 1 && !(elements[0] instanceof Part) ? elements[0] : new Part(elements);
    }

    private static <C extends Collection<@Nullable Object>> C unpacked(Slots kept, int children, C into) {
        for (int i = 0; i < children; i++) {
            Object one = kept.get(i);
            if (one instanceof Part part) {
                for (Object element : part.elements) {
                    into.add(element);
                }
            } else {
                into.add(one);
            }
        }
        return into;
    }

    static <T> T given(@Nullable Object result, Class<T> type) {
        if (result == null) {
            throw new NullPointerException(
                    "The body returned null where a " + type.getSimpleName() + " was due: there is nothing to join");
        }
        return type.cast(result);
    }

    /** For {@code List} and {@code Collection}. */
    static final Whole LIST = new Whole() {
        @Override
        public @Nullable Object keep(@Nullable Object result) {
            return packed(given(result, Collection.class));
        }

        @Override
        public Object of(Slots kept, int children) {
            return unpacked(kept, children, new ArrayList<>(children));
        }
    };

    static final Whole SET = new Whole() {
        @Override
        public @Nullable Object keep(@Nullable Object result) {
            return packed(given(result, Collection.class));
        }

        @Override
        public Object of(Slots kept, int children) {
            return unpacked(kept, children, new LinkedHashSet<>());
        }
    };

    /** For maps: an entry of its own where there is one, else the entries. */
    static final Whole MAP = new Whole() {
        @Override
        public @Nullable Object keep(@Nullable Object result) {
            List<Map.Entry<?, ?>> entries = new ArrayList<>();
            ((Map<?, ?>) given(result, Map.class)).forEach((key, value) -> entries.add(new Pair(key, value)));
            return packed(entries);
        }

        @Override
        public Object of(Slots kept, int children) {
            Map<@Nullable Object, @Nullable Object> all = new LinkedHashMap<>();
            for (Object entry : unpacked(kept, children, new ArrayList<>(children))) {
                Pair pair = (Pair) Objects.requireNonNull(entry);
                all.put(pair.getKey(), pair.getValue());
            }
            return all;
        }
    };

    private static final class Pair extends SimpleImmutableEntry<@Nullable Object, @Nullable Object> {
        private static final long serialVersionUID = 1;

        Pair(@Nullable Object key, @Nullable Object value) {
            super(key, value);
        }
    }

    /** For streams that stages deliver: each slice's is opened when its turn has come. */
    static final Whole STREAM = new Whole() {
        @Override
        public Object keep(@Nullable Object result) {
            return given(result, Stream.class);
        }

        @Override
        public Object of(Slots kept, int children) {
            return IntStream.range(0, children).boxed().flatMap(i -> (Stream<?>) kept.get(i));
        }
    };

    /** For methods that return nothing. */
    static final Whole NOTHING = new Whole() {
        @Override
        public @Nullable Object keep(@Nullable Object result) {
            return null;
        }

        @Override
        public @Nullable Object of(Slots kept, int children) {
            return null;
        }
    };

    /** For arrays of that component type. */
    record OfArray(Class<?> component) implements Whole {
        @Override
        public Object keep(@Nullable Object result) {
            return given(result, Object.class);
        }

        @Override
        public Object of(Slots kept, int children) {
            int length = 0;
            for (int i = 0; i < children; i++) {
                length += Array.getLength(Objects.requireNonNull(kept.get(i)));
            }
            Object all = Array.newInstance(component, length);
            int at = 0;
            for (int i = 0; i < children; i++) {
                Object part = Objects.requireNonNull(kept.get(i));
                System.arraycopy(part, 0, all, at, Array.getLength(part));
                at += Array.getLength(part);
            }
            return all;
        }
    }
}
