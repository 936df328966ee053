package io.selvedge.runtime.singleflight;

import io.selvedge.runtime.policy.Rest;
import io.selvedge.runtime.time.Time;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;

/** A run that callers share, one of whom is aboard from the beginning, as the tests see it. */
interface Shared {

    /** A seat, or {@code null} if it is too late. */
    CompletableFuture<Object> board();

    void leave(CompletableFuture<Object> seat);

    /** The run ends with 7. */
    void end();

    /** How often the run was cancelled. */
    int cancelled();

    /** The seat of the first. */
    CompletableFuture<Object> first();

    static Shared real() {
        return new Real();
    }

    /** The flight. */
    final class Real implements Shared, Rest, Rest.Errand {
        private final Flight flight = new Flight(1, over -> {});
        private final AtomicInteger cancelled = new AtomicInteger();
        private final CompletableFuture<Object> first;
        private BiConsumer<Object, Throwable> ended;

        Real() {
            flight.start(this, new Object[0]);
            first = flight.seat();
        }

        @Override
        public CompletableFuture<Object> board() {
            return flight.board();
        }

        @Override
        public void leave(CompletableFuture<Object> seat) {
            flight.leave(seat);
        }

        @Override
        public void end() {
            ended.accept(7, null);
        }

        @Override
        public int cancelled() {
            return cancelled.get();
        }

        @Override
        public CompletableFuture<Object> first() {
            return first;
        }

        @Override
        public Errand start(Object[] arguments, BiConsumer<Object, Throwable> ended) {
            this.ended = ended;
            return this;
        }

        @Override
        public void cancel() {
            cancelled.incrementAndGet();
        }

        @Override
        public Rest withoutDeadline() {
            return this;
        }

        @Override
        public Rest here() {
            return this;
        }

        @Override
        public Executor executor() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Time time() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Object run(Object[] arguments) {
            throw new UnsupportedOperationException();
        }
    }
}
