package io.selvedge.runtime.fanout;

import io.selvedge.annotations.Join;
import io.selvedge.failures.CallInterruptedException;
import io.selvedge.runtime.policy.Rest;
import io.selvedge.values.Settled;
import java.util.Collections;
import java.util.Iterator;
import java.util.Spliterator;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * The elements of a fan-out, made while they are consumed.
 *
 * <p>Confined to the thread that consumes them, but for the ends of children and for {@link #close}.
 */
final class LazyFan implements Spliterator<@Nullable Object> {
    /*
     * The consumer's thread does everything but run the children: it reads the input, begins children, takes their
     * results. So the input is read where the user reads it, nothing needs a lock, and a consumer that goes away leaves
     * nothing but what it has begun. A child that ends notes it and wakes the consumer.
     *
     * Two bounds: at most concurrency children run, and at most twice as many are in the window, running or not taken
     * yet. The second lets others run ahead of a slow one, and holds what a slow consumer has not taken.
     */
    private final Rest rest;
    private final LazySource source;
    private final FanOutPolicy policy;
    private final String method;
    private final boolean settled;
    private final Window window;
    private final AtomicInteger running = new AtomicInteger();
    private final Runnable wake = this::wake;
    private volatile @Nullable Thread consumer;
    private volatile boolean closed;
    private Iterator<?> current = Collections.emptyIterator();

    LazyFan(Rest rest, LazySource source, FanOutPolicy policy, String method) {
        this.rest = rest;
        this.source = source;
        this.policy = policy;
        this.method = method;
        this.settled = policy.config().join() == Join.ALL_SETTLED;
        this.window = new Window(policy.config().ordered(), !settled);
    }

    Stream<?> stream() {
        return StreamSupport.stream(this, false).onClose(this::close);
    }

    @Override
    public boolean tryAdvance(Consumer<? super @Nullable Object> action) {
        while (!current.hasNext()) {
            LazyRun next = take();
            if (next == null) {
                return false;
            }
            current = elementsOf(next);
        }
        action.accept(current.next());
        return true;
    }

    /** The child whose elements come next, when it has ended; {@code null} if there is none any more. */
    private @Nullable LazyRun take() {
        while (!closed) {
            if (window.dropBehindFailure()) {
                source.stop();
            }
            LazyRun ready = window.poll();
            if (mayBegin()) {
                begin();
            } else if (ready == null && window.isEmpty()) {
                return null;
            } else if (ready == null) {
                await();
            }
            if (ready != null) {
                return ready;
            }
        }
        return null;
    }

    private boolean mayBegin() {
        int most = policy.concurrency();
        return !closed && !source.over() && running.get() < most && window.size() < 2L * most;
    }

    private void begin() {
        @Nullable Object[] arguments;
        try {
            arguments = source.next();
        } catch (Throwable thrown) {
            source.stop();
            window.addFailed(thrown);
            return;
        }
        if (arguments != null) {
            run(window.add(source.elements()), arguments);
        }
    }

    private void run(LazyRun run, @Nullable Object[] arguments) {
        running.incrementAndGet();
        policy.count(1);
        if (policy.concurrency() == 1) {
            runHere(run, arguments);
        } else {
            run.began(rest.start(arguments, (value, failure) -> end(run, value, failure)));
            if (closed) {
                run.cancel();
            }
        }
    }

    /** One at a time needs no other thread. */
    private void runHere(LazyRun run, @Nullable Object[] arguments) {
        try {
            end(run, rest.run(arguments), null);
        } catch (Throwable thrown) {
            end(run, null, thrown);
        }
    }

    private void end(LazyRun run, @Nullable Object value, @Nullable Throwable failure) {
        running.decrementAndGet();
        policy.count(-1);
        window.ended(run, value, failure);
        wake();
    }

    private void wake() {
        LockSupport.unpark(consumer);
    }

    private void await() {
        consumer = Thread.currentThread();
        policy.tellOfGrowth(wake);
        try {
            rest.time().await(() -> window.ready() || mayBegin() || closed, Long.MAX_VALUE);
        } catch (InterruptedException interrupt) {
            close();
            Thread.currentThread().interrupt();
            throw new CallInterruptedException(method, "fan_out", interrupt);
        } finally {
            policy.tellNoMore(wake);
        }
    }

    private Iterator<?> elementsOf(LazyRun run) {
        Throwable failure = run.failure();
        if (failure == null) {
            return ((Stream<?>) Wholes.given(run.value(), Stream.class)).iterator();
        }
        if (settled && run.elements() > 0) {
            return Collections.nCopies(run.elements(), Settled.rejected(failure))
                    .iterator();
        }
        window.failures().forEach(other -> All.suppress(failure, other));
        close();
        throw LazyFan.<RuntimeException>rethrow(failure);
    }

    /** Ends what runs, and the input. */
    private void close() {
        if (closed) {
            return;
        }
        closed = true;
        window.cancelAll();
        source.close();
        wake();
    }

    @Override
    public @Nullable Spliterator<@Nullable Object> trySplit() {
        return null; // one thread consumes; the concurrency is behind it
    }

    @Override
    public long estimateSize() {
        return Long.MAX_VALUE;
    }

    @Override
    public int characteristics() {
        return window.ordered() ? ORDERED : 0;
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> RuntimeException rethrow(Throwable thrown) throws T {
        throw (T) thrown;
    }
}
