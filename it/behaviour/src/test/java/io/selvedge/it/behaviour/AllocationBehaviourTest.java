package io.selvedge.it.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.selvedge.annotations.Bulkhead;
import io.selvedge.annotations.CircuitBreaker;
import io.selvedge.annotations.Key;
import io.selvedge.annotations.Retry;
import io.selvedge.annotations.Serialized;
import io.selvedge.annotations.Timeout;
import io.selvedge.runtime.Engine;
import java.lang.management.ManagementFactory;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** What a guarded call costs in memory, woven as in production: bytes a call, by the machine's own count. */
class AllocationBehaviourTest {
    private static final int WARM_UP = 300_000;
    private static final int MEASURED = 200_000;
    private static final double MOST_BYTES = 16;

    static class Service {
        private static final CompletableFuture<String> DONE = CompletableFuture.completedFuture("a");
        private int sum;

        @Retry
        @CircuitBreaker
        @Timeout("1s")
        @Bulkhead(limit = 10)
        int chain(int add) {
            sum += add;
            return sum;
        }

        @Serialized
        int turn(@Key String user, int add) {
            sum += add;
            return sum & 63;
        }

        @Retry
        @CircuitBreaker
        @Timeout("1s")
        @Bulkhead(limit = 10)
        CompletionStage<String> later() {
            return DONE;
        }
    }

    private static double bytesPerCall(Runnable call) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (int i = 0; i < WARM_UP; i++) {
            call.run();
        }
        long thread = Thread.currentThread().getId();
        long before = threads.getThreadAllocatedBytes(thread);
        for (int i = 0; i < MEASURED; i++) {
            call.run();
        }
        return (threads.getThreadAllocatedBytes(thread) - before) / (double) MEASURED;
    }

    private static double told(String what, double bytes) {
        System.out.printf("%s: %.2f bytes a call, Java %s%n", what, bytes, System.getProperty("java.version"));
        return bytes;
    }

    @Test
    void the_blocking_chain_allocates_next_to_nothing() {
        try (Engine engine = Engine.start()) {
            engine.serve(Service.class);
            Service service = new Service();
            assertThat(told("retry, breaker, timeout, bulkhead", bytesPerCall(() -> service.chain(1))))
                    .isLessThanOrEqualTo(MOST_BYTES);
        }
    }

    @Test
    void a_hot_key_allocates_next_to_nothing() {
        try (Engine engine = Engine.start()) {
            engine.serve(Service.class);
            Service service = new Service();
            assertThat(told("serialized by key", bytesPerCall(() -> service.turn("ann", 1))))
                    .isLessThanOrEqualTo(MOST_BYTES);
        }
    }

    @Test
    void the_asynchronous_chain_is_measured_and_has_no_bound_yet() {
        try (Engine engine = Engine.start()) {
            engine.serve(Service.class);
            Service service = new Service();
            assertThat(told("the same, asynchronous", bytesPerCall(service::later)))
                    .isPositive();
        }
    }
}
