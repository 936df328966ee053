package io.selvedge.runtime.pages;

import io.selvedge.values.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Hands pages over from whoever fetches to the one who reads.
 *
 * <p>At most one fetch is under way, since each page names the next. It ends on any thread; there is one reader at a
 * time; anybody may close.
 */
final class Feed<T> implements OpenRuns.Run {

    /*
     * All that both sides must agree about is one immutable State in one reference. The fetch that stands in it is the
     * ticket: only who has put it there may run it and use the course, and its end counts only if it still stands there.
     * A fetch that close() has taken out ends for nobody.
     */
    private record State<T>(
            List<Page<T>> ready,
            boolean more,
            @Nullable Fetch running,
            @Nullable Throwable failure,
            boolean closed) {

        static <T> State<T> first() {
            return new State<>(List.of(), true, null, null, false);
        }

        boolean mayFetch(int room) {
            return more && running == null && failure == null && !closed && ready.size() < room;
        }

        State<T> fetching(Fetch fetch) {
            return new State<>(ready, more, fetch, null, false);
        }

        State<T> fetched(@Nullable Page<T> page, boolean further, @Nullable Throwable problem) {
            List<Page<T>> all = new ArrayList<>(ready);
            if (page != null) {
                all.add(page);
            }
            return new State<>(List.copyOf(all), further, null, problem, false);
        }

        State<T> withoutFirst() {
            return new State<>(ready.subList(1, ready.size()).stream().toList(), more, running, failure, closed);
        }

        /** A failure is told once, and then the same page is tried anew; where there is no way on, it stays. */
        State<T> told() {
            return more ? new State<>(ready, true, running, null, closed) : this;
        }

        State<T> end() {
            return new State<>(List.of(), false, null, null, true);
        }
    }

    private final AtomicReference<State<T>> state = new AtomicReference<>(State.first());
    private final Course course;
    private final int prefetch;
    private final OpenRuns runs;
    private final Runnable arrived;
    private final Tally tally;
    private volatile Fetcher<T> fetcher;

    /** @param arrived told, on any thread, that a page, a failure or the end may be here; returns at once */
    Feed(Source<T> source, OpenRuns runs, Runnable arrived) {
        this.course = source.courses().get();
        this.prefetch = source.config().prefetch();
        this.fetcher = source.fetcher();
        this.tally = source.surroundings().tally();
        this.runs = runs;
        this.arrived = arrived;
    }

    /** From now on this one fetches ahead. */
    void fetchBy(Fetcher<T> other) {
        fetcher = other;
    }

    boolean closed() {
        return state.get().closed() || runs.closed();
    }

    /** Whether all has been read: nothing more will come. */
    boolean ended() {
        State<T> now = state.get();
        return now.ready().isEmpty() && !now.more() && now.failure() == null && !now.closed();
    }

    /** The fetch under way, if any. */
    @Nullable Fetch running() {
        return state.get().running();
    }

    /**
     * Takes the next page, if it is here; the next but one is then fetched ahead.
     *
     * @return {@code null} if it is not here
     * @throws Throwable what its fetch failed with, or {@link CancellationException} after closing
     */
    @Nullable Page<T> poll() throws Throwable {
        for (; ; ) {
            State<T> now = state.get();
            if (closed()) {
                throw new CancellationException("The page was closed.");
            }
            if (now.ready().isEmpty() && now.failure() == null) {
                return null;
            }
            if (now.ready().isEmpty()) {
                tell(now);
            } else if (state.compareAndSet(now, now.withoutFirst())) {
                return taken(now.ready().get(0));
            }
        }
    }

    private void tell(State<T> now) throws Throwable {
        if (state.compareAndSet(now, now.told())) {
            throw Objects.requireNonNull(now.failure());
        }
    }

    private Page<T> taken(Page<T> page) {
        tally.read(page.items().size());
        fetchAhead(prefetch);
        return page;
    }

    /** Has the next page fetched on another thread, if none is being fetched and fewer than so many are waiting. */
    void fetchAhead(int room) {
        if (!state.get().mayFetch(room)) {
            return;
        }
        FetchAhead fetch = new FetchAhead();
        if (begin(fetch, room)) {
            try {
                fetch.started(fetcher.start(course.cursor(), (page, failure) -> end(fetch, page, failure)));
            } catch (Throwable noThread) {
                end(fetch, null, noThread);
            }
        }
    }

    /** Fetches the next page on this thread, the reader's, if none is being fetched. */
    void fetchHere() {
        FetchHere fetch = new FetchHere();
        if (!begin(fetch, 1)) {
            return;
        }
        Page<T> page = null;
        Throwable failure = null;
        try {
            page = fetcher.fetch(course.cursor());
        } catch (Throwable thrown) {
            failure = thrown;
        }
        fetch.ended(failure);
        end(fetch, page, failure);
    }

    private boolean begin(Fetch fetch, int room) {
        State<T> now = state.get();
        while (now.mayFetch(room)) {
            if (state.compareAndSet(now, now.fetching(fetch))) {
                runs.add(this);
                return true;
            }
            now = state.get();
        }
        return false;
    }

    private void end(Fetch fetch, @Nullable Page<T> page, @Nullable Throwable failure) {
        runs.remove(this); // Before the next fetch can begin, which adds it again.
        Throwable problem = follow(page, failure);
        State<T> now = state.get();
        while (now.running() == fetch) {
            if (state.compareAndSet(now, now.fetched(page, course.more(), problem))) {
                fetchAhead(prefetch);
                break;
            }
            now = state.get();
        }
        arrived.run();
    }

    /** Sets the course for the next page; what is to be told after this one, if it is here. */
    private @Nullable Throwable follow(@Nullable Page<T> page, @Nullable Throwable failure) {
        if (page == null) {
            course.failed(Objects.requireNonNull(failure));
            return failure;
        }
        tally.fetched();
        try {
            return course.passed(page);
        } catch (Throwable equalsOfUsers) {
            return equalsOfUsers;
        }
    }

    /** Cancels the fetch under way and drops what has been fetched ahead. */
    @Override
    public void close() {
        State<T> before = state.getAndUpdate(State::end);
        runs.remove(this);
        if (before.running() != null) {
            before.running().cancel();
        }
        arrived.run();
    }
}
