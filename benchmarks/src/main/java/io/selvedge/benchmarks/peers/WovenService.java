package io.selvedge.benchmarks.peers;

import io.selvedge.annotations.Backoff;
import io.selvedge.annotations.Bulkhead;
import io.selvedge.annotations.CircuitBreaker;
import io.selvedge.annotations.Fallback;
import io.selvedge.annotations.Key;
import io.selvedge.annotations.RateLimit;
import io.selvedge.annotations.Retry;
import io.selvedge.annotations.Serialized;
import io.selvedge.annotations.Timeout;
import io.selvedge.benchmarks.Work;
import java.util.concurrent.CompletableFuture;

/** Selvedge's guarded methods, woven at compile time and not measured. */
class WovenService {
    final Work work = new Work();

    @Retry
    Object retry() {
        return work.run();
    }

    @Fallback("cached")
    Object fallback() {
        return work.run();
    }

    private Object cached() {
        return "cached";
    }

    @Bulkhead(limit = 1_000)
    Object bulkhead() {
        return work.run();
    }

    @Bulkhead(limit = 1, queue = 1_024)
    Object queued() {
        return work.run();
    }

    @Serialized
    Object serialized() {
        return work.run();
    }

    @CircuitBreaker(window = 100)
    Object breaker() {
        return work.run();
    }

    @Timeout("1s")
    Object timeout() {
        return work.run();
    }

    @RateLimit(permits = 1_000_000_000, burst = 1_000_000)
    Object rateLimit() {
        return work.run();
    }

    @Retry
    @CircuitBreaker(window = 100)
    @Timeout("1s")
    @Bulkhead(limit = 1_000)
    Object allFour() {
        return work.run();
    }

    @Retry
    @CircuitBreaker(window = 100)
    @Timeout("1s")
    @Bulkhead(limit = 1_000)
    CompletableFuture<Object> allFourStage() {
        return work.stage();
    }

    @Retry
    @CircuitBreaker(window = 100)
    @Timeout("1s")
    @Bulkhead(limit = 1_000)
    CompletableFuture<Object> allFourLater() {
        return work.pending();
    }

    @Retry(backoff = @Backoff(initial = "0ms"))
    Object failsTwice() {
        return work.failTwice();
    }

    @CircuitBreaker(window = 100, openFor = "1h")
    Object open() {
        return work.fail();
    }

    @Bulkhead(limit = 1)
    Object full() {
        return work.stay();
    }

    @RateLimit(permits = 1, per = "1h")
    Object spent() {
        return work.run();
    }

    @Serialized
    Object keyed(@Key String user) {
        return work.run();
    }
}
