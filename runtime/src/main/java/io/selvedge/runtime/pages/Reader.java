package io.selvedge.runtime.pages;

import io.selvedge.failures.CallInterruptedException;
import io.selvedge.values.Page;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Reads page after page and waits for them, on the thread that asks: fetches there what is not being fetched ahead.
 *
 * <p>Used by one thread at a time; {@link #arrived} and {@link #close} come from any.
 */
final class Reader<T> {
    private final Surroundings surroundings;
    private final Fetcher<T> fetcher;
    private final Feed<T> feed;
    private volatile @Nullable Thread waiting;

    Reader(Source<T> source, OpenRuns runs) {
        this.surroundings = source.surroundings();
        this.fetcher = source.fetcher();
        this.feed = new Feed<>(source, runs, this::arrived);
    }

    /** The next page, {@code null} at the end. Throws whatever its fetch has failed with, declared or not. */
    @Nullable Page<T> take() {
        try {
            return next();
        } catch (Throwable failure) {
            throw Reader.<RuntimeException>rethrow(failure);
        }
    }

    private @Nullable Page<T> next() throws Throwable {
        feed.fetchBy(fetcher.here());
        while (!feed.ended()) {
            Page<T> page = feed.poll();
            if (page != null) {
                return page;
            }
            Fetch running = feed.running();
            if (running == null) {
                feed.fetchHere();
            } else {
                await(running);
            }
        }
        return null;
    }

    private void await(Fetch running) {
        waiting = Thread.currentThread();
        try {
            surroundings.time().await(() -> feed.running() != running, Long.MAX_VALUE);
        } catch (InterruptedException interrupt) {
            Thread.currentThread().interrupt();
            throw new CallInterruptedException(surroundings.method(), "paginated", interrupt);
        } finally {
            waiting = null;
        }
    }

    private void arrived() {
        Thread reader = waiting;
        if (reader != null) {
            LockSupport.unpark(reader);
        }
    }

    void close() {
        feed.close();
    }

    @SuppressWarnings("unchecked")
    private static <F extends Throwable> RuntimeException rethrow(Throwable failure) throws F {
        throw (F) failure;
    }
}
