package io.selvedge.benchmarks.peers;

import io.selvedge.annotations.Bulkhead;
import io.selvedge.annotations.CircuitBreaker;
import io.selvedge.annotations.Retry;
import io.selvedge.annotations.Timeout;
import io.selvedge.benchmarks.Work;

/** Selvedge's guarded method, measured in a PrometheusMeterRegistry. */
class WovenPrometheus {
    private final Work work = new Work();

    @Retry
    @CircuitBreaker(window = 100)
    @Timeout("1s")
    @Bulkhead(limit = 1_000)
    Object allFour() {
        return work.run();
    }
}
