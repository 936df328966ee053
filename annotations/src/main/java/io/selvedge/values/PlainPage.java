package io.selvedge.values;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Flow;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One page that does not run on. Immutable as far as its items and cursor are. */
record PlainPage<T>(List<T> items, @Nullable Object next) implements Page<T> {

    @Override
    public Optional<Object> nextCursor() {
        return Optional.ofNullable(next);
    }

    @Override
    public Iterator<T> iterator() {
        return items.iterator();
    }

    @Override
    public Stream<T> stream() {
        return items.stream();
    }

    @Override
    public Stream<Page<T>> pages() {
        return Stream.of(this);
    }

    @Override
    public Flow.Publisher<T> publisher() {
        return subscriber -> new PlainSubscription<>(items.iterator(), subscriber).begin();
    }

    @Override
    public void close() {
        // Nothing is under way.
    }

    @Override
    public String toString() {
        return "Page of " + items.size() + (next == null ? ", the last" : ", and more");
    }
}
