package io.selvedge.runtime.pages;

import io.selvedge.values.Page;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.concurrent.Flow;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * A page that runs on through all that follow, fetching on demand.
 *
 * <p>Thread-safe. Nothing refers to what is read from it but fetches under way and subscriptions.
 */
final class RunningPage<T> implements Page<T> {
    private final OpenRuns runs = new OpenRuns();
    private final Source<T> source;
    private volatile @Nullable Page<T> first;

    RunningPage(Source<T> source) {
        this.source = source;
    }

    @Override
    public List<T> items() {
        return first().items();
    }

    @Override
    public Optional<Object> nextCursor() {
        return first().nextCursor();
    }

    /** Two threads that ask at the same time may fetch it twice; no lock is held while fetching. */
    private Page<T> first() {
        Page<T> known = first;
        if (known == null) {
            known = Objects.requireNonNull(new Reader<>(source.firstPage(), runs).take());
            first = known;
        }
        return known;
    }

    @Override
    public Iterator<T> iterator() {
        return items(reader());
    }

    private Iterator<T> items(Reader<T> reader) {
        return new ItemIterator<>(reader, source.config().itemsAllowed());
    }

    @Override
    public Stream<T> stream() {
        Reader<T> reader = reader();
        return stream(items(reader)).onClose(reader::close);
    }

    @Override
    public Stream<Page<T>> pages() {
        Reader<T> reader = reader();
        return stream(new PageIterator<>(reader)).onClose(reader::close);
    }

    private Reader<T> reader() {
        return new Reader<>(source, runs);
    }

    private static <E> Stream<E> stream(Iterator<E> elements) {
        int kind = Spliterator.ORDERED | Spliterator.NONNULL;
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(elements, kind), false);
    }

    @Override
    public Flow.Publisher<T> publisher() {
        return subscriber -> new PageSubscription<>(source, runs, subscriber).begin();
    }

    @Override
    public void close() {
        runs.close();
    }

    @Override
    public String toString() {
        return "Pages of " + source.surroundings().method();
    }
}
