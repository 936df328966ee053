package io.selvedge.runtime.compile;

import io.selvedge.annotations.Cursor;
import io.selvedge.annotations.Each;
import io.selvedge.annotations.FanOut;
import io.selvedge.annotations.Hedge;
import io.selvedge.annotations.Join;
import io.selvedge.annotations.Key;
import io.selvedge.annotations.Paginated;
import io.selvedge.annotations.SingleFlight;
import io.selvedge.values.Page;
import java.io.InputStream;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ConcurrencyMisuseTest {
    static class Hedges {
        @Hedge(after = "50ms")
        void notSaidToBeIdempotent() {}

        @Hedge(after = "50ms", idempotent = true)
        InputStream toBeClosed() {
            return InputStream.nullInputStream();
        }

        @Paginated
        @Hedge(after = "50ms", idempotent = true)
        Page<String> soundPages(@Cursor int page) {
            return Page.last(List.of());
        }

        @Hedge(after = "", max = 0, idempotent = true)
        void neverAndNone() {}

        @Hedge(after = "soon", max = 11, budget = 1.5, budgetFloor = -1, idempotent = true)
        void severalAtOnce() {}

        @Hedge(after = "50ms", budget = 0, budgetFloor = 0, idempotent = true)
        void nothingToSpend() {}

        @Hedge(after = "50ms", floor = "1ms", ceiling = "1s", idempotent = true)
        void boundsOfAFixedDelay() {}

        @Hedge(after = "50ms", percentile = 99.9, floor = "60ms", ceiling = "40ms", minSamples = 500, idempotent = true)
        void liveOutOfRange() {}

        @Hedge(after = "50ms", idempotent = true)
        synchronized void locked() {}
    }

    @FanOut(join = Join.ANY, branches = "other")
    @Retention(RetentionPolicy.RUNTIME)
    @interface Branching {}

    static class Flights {
        @SingleFlight
        Stream<String> stream() {
            return Stream.of();
        }

        @SingleFlight
        CompletableFuture<Iterator<String>> iterator() {
            return CompletableFuture.completedFuture(List.<String>of().iterator());
        }

        @SingleFlight
        CompletableFuture<? extends AutoCloseable> connection() {
            return CompletableFuture.completedFuture(() -> {});
        }

        @Paginated
        @SingleFlight
        Page<String> pages(@Cursor int page) {
            return Page.last(List.of());
        }

        @Paginated
        @SingleFlight
        Page<String> soundPages(@Cursor @Key int page) {
            return Page.last(List.of());
        }

        @FanOut
        @SingleFlight
        List<String> slices(@Each List<String> ids) {
            return ids;
        }

        @Branching
        @SingleFlight
        String branches() {
            return "";
        }

        String other() {
            return "";
        }

        @FanOut
        @SingleFlight
        List<String> soundSlices(@Each @Key List<String> ids) {
            return ids;
        }

        @SingleFlight
        CompletableFuture<List<Stream<String>>> sound() {
            return CompletableFuture.completedFuture(List.of());
        }
    }

    @Test
    void refusesWhatCannotWork() {
        Golden.misuses("concurrency", StandardRooms.compiler(), Hedges.class, Flights.class);
    }
}
