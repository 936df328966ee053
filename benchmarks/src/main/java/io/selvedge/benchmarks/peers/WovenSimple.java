package io.selvedge.benchmarks.peers;

import io.selvedge.annotations.Bulkhead;
import io.selvedge.annotations.CircuitBreaker;
import io.selvedge.annotations.Retry;
import io.selvedge.annotations.Timeout;
import io.selvedge.benchmarks.Work;
import java.util.concurrent.CompletableFuture;

/** Selvedge's guarded methods, measured in a SimpleMeterRegistry. */
class WovenSimple {
    private final Work work = new Work();

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

    @Retry(maxRetries = 0)
    Object timed() {
        return work.run();
    }
}
