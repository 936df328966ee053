package io.selvedge.runtime.pages;

import io.selvedge.values.Page;
import java.util.Collections;
import java.util.Iterator;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * One subscriber's run through the pages.
 *
 * <p>Every request, arrival and cancellation is a signal. Whoever raises {@code signals} from nothing has the subscriber
 * served on the executor, until all signals have been looked at; so the subscriber hears one thing at a time, nobody
 * who signals is held up, and no thread waits between signals.
 */
final class PageSubscription<T> implements Flow.Subscription, OpenRuns.Run {
    /** Begins with one, which keeps the subscriber from being served before it has taken the subscription. */
    private final AtomicInteger signals = new AtomicInteger(1);

    private final AtomicLong wanted = new AtomicLong();
    private final Executor executor;
    private final OpenRuns runs;
    private final Feed<T> feed;
    private final int room;
    private volatile Flow.@Nullable Subscriber<? super T> subscriber;
    private volatile boolean misused;

    /** These two belong to whoever serves. */
    private Iterator<T> items = Collections.emptyIterator();

    private long left;

    PageSubscription(Source<T> source, OpenRuns runs, Flow.Subscriber<? super T> subscriber) {
        this.executor = source.surroundings().executor();
        this.runs = runs;
        this.feed = new Feed<>(source, runs, this::signal);
        this.room = Math.max(1, source.config().prefetch());
        this.left = source.config().itemsAllowed();
        this.subscriber = Objects.requireNonNull(subscriber, "subscriber");
    }

    void begin() {
        Objects.requireNonNull(subscriber).onSubscribe(this);
        if (subscriber != null) {
            runs.add(this);
        }
        if (signals.decrementAndGet() > 0) {
            executor.execute(this::serve);
        }
    }

    @Override
    public void request(long n) {
        if (subscriber == null) {
            return;
        }
        if (n <= 0) {
            misused = true;
        } else {
            wanted.getAndAccumulate(n, (a, b) -> a + b < 0 ? Long.MAX_VALUE : a + b);
        }
        signal();
    }

    @Override
    public void cancel() {
        leave();
        signal();
    }

    /** The page is being closed: the subscriber is told. */
    @Override
    public void close() {
        feed.close();
    }

    private void signal() {
        if (signals.getAndIncrement() == 0) {
            executor.execute(this::serve);
        }
    }

    private void serve() {
        int seen = signals.get();
        while (seen != 0) {
            serveOnce();
            seen = signals.addAndGet(-seen);
        }
    }

    private void serveOnce() {
        Flow.Subscriber<? super T> to = subscriber;
        while (to != null && step(to)) {
            to = subscriber;
        }
        if (to == null) {
            items = Collections.emptyIterator();
        }
    }

    /** Gives an item, takes a page, or ends; whether there may be more to do. */
    private boolean step(Flow.Subscriber<? super T> to) {
        if (misused) {
            return fail(to, new IllegalArgumentException("A subscriber asked for no item, or for less (rule 3.9)."));
        }
        if (left == 0 || (!items.hasNext() && feed.ended())) {
            leave();
            to.onComplete();
            return false;
        }
        if (items.hasNext()) {
            return wanted.get() > 0 && give(to);
        }
        return turnPage(to);
    }

    private boolean give(Flow.Subscriber<? super T> to) {
        left--;
        wanted.getAndUpdate(all -> all == Long.MAX_VALUE ? all : all - 1);
        try {
            to.onNext(items.next());
        } catch (Throwable broken) {
            leave(); // It may hear nothing more (rule 2.13); the executor tells what it threw.
            throw broken;
        }
        return true;
    }

    private boolean turnPage(Flow.Subscriber<? super T> to) {
        if (wanted.get() == 0 && !feed.closed()) {
            return false;
        }
        items = Collections.emptyIterator(); // The page that was read need not stay while the next is fetched.
        Page<T> page;
        try {
            page = feed.poll();
        } catch (Throwable failure) {
            return fail(to, failure);
        }
        if (page == null) {
            feed.fetchAhead(room);
            return false;
        }
        items = page.items().iterator();
        return true;
    }

    private boolean fail(Flow.Subscriber<? super T> to, Throwable failure) {
        leave();
        to.onError(failure);
        return false;
    }

    /** The subscriber hears no more, and is not held any longer. */
    private void leave() {
        subscriber = null;
        runs.remove(this);
        feed.close();
    }
}
