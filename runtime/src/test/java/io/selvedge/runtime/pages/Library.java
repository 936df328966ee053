package io.selvedge.runtime.pages;

import io.selvedge.runtime.policy.Rest;
import io.selvedge.runtime.time.SystemTime;
import io.selvedge.values.Page;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Pages 0, 1, 2 ... of three numbers each, to be fetched, and what became of every fetch. Fetches ahead end when the test
 * says so. Used by one thread.
 */
final class Library implements Fetcher<Integer> {
    static final int SIZE = 3;

    final List<Object> fetched = new ArrayList<>();
    final List<Object> startedAhead = new ArrayList<>();
    final List<Object> cancelled = new ArrayList<>();
    final Tally tally = new Tally();
    private final Map<Object, Deque<Throwable>> failures = new HashMap<>();
    private final Deque<Ahead> underWay = new ArrayDeque<>();
    private final int pages;
    UnaryOperator<Object> next = cursor -> (int) cursor + 1;

    Library(int pages) {
        this.pages = pages;
    }

    /** A run through it with those settings, subscribers served on the thread that signals. */
    RunningPage<Integer> page(int prefetch, int maxPages, long maxItems) {
        return page(new PaginatedConfig(prefetch, maxPages, maxItems), Runnable::run);
    }

    RunningPage<Integer> page(int prefetch) {
        return page(prefetch, PaginatedConfig.NO_END, PaginatedConfig.NO_END);
    }

    RunningPage<Integer> page(PaginatedConfig config, Executor executor) {
        CursorParameter parameter = new CursorParameter(0, Integer.class);
        return new RunningPage<>(new Source<>(
                this,
                () -> new Course("Library.page", parameter, config, 0),
                config,
                new Surroundings("Library.page", new SystemTime(), executor, tally)));
    }

    void failOnce(int cursor, Throwable failure) {
        failures.computeIfAbsent(cursor, any -> new ArrayDeque<>()).add(failure);
    }

    static List<Integer> numbers(int pages) {
        return IntStream.range(0, pages * SIZE).boxed().toList();
    }

    @Override
    public Page<Integer> fetch(@Nullable Object cursor) throws Throwable {
        fetched.add(Objects.requireNonNull(cursor));
        Deque<Throwable> due = failures.getOrDefault(cursor, new ArrayDeque<>());
        if (!due.isEmpty()) {
            throw due.remove();
        }
        int number = (int) cursor;
        List<Integer> items =
                IntStream.range(number * SIZE, (number + 1) * SIZE).boxed().toList();
        return number == pages - 1 ? Page.last(items) : Page.of(items, next.apply(number));
    }

    @Override
    public Rest.Errand start(@Nullable Object cursor, BiConsumer<@Nullable Page<Integer>, @Nullable Throwable> ended) {
        startedAhead.add(Objects.requireNonNull(cursor));
        Ahead ahead = new Ahead(cursor, ended);
        underWay.add(ahead);
        return () -> {
            if (underWay.remove(ahead)) {
                cancelled.add(cursor);
                ended.accept(null, new CancellationException());
            }
        };
    }

    private record Ahead(Object cursor, BiConsumer<@Nullable Page<Integer>, @Nullable Throwable> ended) {}

    /** Ends the oldest fetch ahead. */
    void arrive() {
        Ahead ahead = underWay.remove();
        Page<Integer> page = null;
        Throwable failure = null;
        try {
            page = fetch(ahead.cursor());
        } catch (Throwable thrown) {
            failure = thrown;
        }
        ahead.ended().accept(page, failure);
    }

    int underWay() {
        return underWay.size();
    }

    @Override
    public Fetcher<Integer> here() {
        return this;
    }
}
