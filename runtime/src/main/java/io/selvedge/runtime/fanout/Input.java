package io.selvedge.runtime.fanout;

import io.selvedge.annotations.Each;
import io.selvedge.runtime.policy.Call;
import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.RandomAccess;
import java.util.stream.BaseStream;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The parameter whose elements are spread.
 *
 * @param position which one it is, from 0
 * @param slices how slices are made of what is no array
 */
record Input(int position, Slices slices) {

    /** The parameters that are marked, in their order. */
    static int[] positions(Method method) {
        return IntStream.range(0, method.getParameterCount())
                .filter(i -> method.getParameters()[i].isAnnotationPresent(Each.class))
                .toArray();
    }

    /** Whether elements of a parameter of that type can be spread. */
    static boolean serves(Class<?> type) {
        return type.isArray() || Slices.of(type) != null;
    }

    static Input of(Method method) {
        int position = positions(method)[0];
        Slices slices = Slices.of(method.getParameterTypes()[position]);
        return new Input(position, slices == null ? Slices.LIST : slices);
    }

    /** Whether slices can be read once only. */
    boolean readOnce() {
        return slices == Slices.ITERATOR || slices == Slices.STREAM;
    }

    /** Begins to read the elements of a call; {@code null} if it has brought none. */
    @Nullable Source open(Call call, int batch) {
        return open(
                call.argument(position),
                new Given(call.arguments(), position, !call.target().returnsStage()),
                batch);
    }

    @Nullable Source open(@Nullable Object elements, Given given, int batch) {
        if (elements == null) {
            return null;
        }
        if (elements.getClass().isArray()) {
            return array(elements, given, batch);
        }
        if (elements instanceof List<?> list && list instanceof RandomAccess) {
            return list(list, given, batch);
        }
        if (elements instanceof Collection<?> collection) {
            return list(Arrays.asList(collection.toArray()), given, batch);
        }
        return new Iterated(given, iterator(elements), slices, batch);
    }

    private Source list(List<?> list, Given given, int batch) {
        Indexed.Cut cut = batch == 1
                ? (from, to) -> slices.one(list.get(from))
                : (from, to) -> slices.many(list.subList(from, to).toArray());
        return new Indexed(given, cut, list.size(), batch);
    }

    private static Source array(Object array, Given given, int batch) {
        Class<?> component = array.getClass().getComponentType();
        Indexed.Cut cut = (from, to) -> {
            Object slice = Array.newInstance(component, to - from);
            System.arraycopy(array, from, slice, 0, to - from);
            return slice;
        };
        return new Indexed(given, cut, Array.getLength(array), batch);
    }

    private static Iterator<?> iterator(Object elements) {
        if (elements instanceof Iterator<?> iterator) {
            return iterator;
        }
        return elements instanceof BaseStream<?, ?> stream ? stream.iterator() : ((Iterable<?>) elements).iterator();
    }
}
