package io.selvedge.runtime.fanout;

import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The children of a lazy fan-out that have begun and have not been taken.
 *
 * <p>Changed by the thread that consumes, but for {@link #ended} and {@link #cancelAll}, which any thread may call.
 */
final class Window {
    private final boolean ordered;
    /** In the order of the input. */
    private final Collection<LazyRun> begun = new ConcurrentLinkedDeque<>();
    /** In the order of their ends. */
    private final Queue<LazyRun> ended = new ConcurrentLinkedQueue<>();

    private final boolean failsFast;
    private final AtomicInteger failures = new AtomicInteger();
    /** Of those failures, how many have been acted upon. */
    private int failuresSeen;

    private int size;

    /** @param failsFast whether what lies behind a failure will never be taken */
    Window(boolean ordered, boolean failsFast) {
        this.ordered = ordered;
        this.failsFast = failsFast;
    }

    boolean ordered() {
        return ordered;
    }

    int size() {
        return size;
    }

    boolean isEmpty() {
        return size == 0;
    }

    LazyRun add(int elements) {
        LazyRun run = new LazyRun(elements);
        begun.add(run);
        size++;
        return run;
    }

    /** The input itself has failed: a child that has ended before it began. */
    void addFailed(Throwable thrown) {
        ended(add(0), null, thrown);
    }

    void ended(LazyRun run, @Nullable Object value, @Nullable Throwable failure) {
        run.end(value, failure);
        if (!ordered) {
            ended.add(run);
        }
        if (failure != null && failsFast) {
            failures.incrementAndGet();
        }
    }

    /** Whether {@link #poll} would answer, or there is a failure that nobody has looked at. */
    boolean ready() {
        return next() != null || failures.get() != failuresSeen;
    }

    private @Nullable LazyRun next() {
        if (!ordered) {
            return ended.peek();
        }
        Iterator<LazyRun> first = begun.iterator();
        LazyRun run = first.hasNext() ? first.next() : null;
        return run != null && run.ended() ? run : null;
    }

    /** Takes the one whose turn it is, if it has ended. */
    @Nullable LazyRun poll() {
        LazyRun next = next();
        if (next != null) {
            begun.remove(next);
            ended.remove(next);
            size--;
        }
        return next;
    }

    /** Cancels what lies behind a failure; whether there is one. */
    boolean dropBehindFailure() {
        int now = failures.get();
        if (now != failuresSeen) {
            failuresSeen = now;
            boolean behind = !ordered;
            for (LazyRun run : begun) {
                if (behind) {
                    run.cancel();
                }
                behind |= run.failed();
            }
        }
        return now > 0;
    }

    /** The failures of those that have not been taken. */
    List<Throwable> failures() {
        return begun.stream().map(LazyRun::failure).filter(Objects::nonNull).toList();
    }

    void cancelAll() {
        begun.forEach(LazyRun::cancel);
    }
}
