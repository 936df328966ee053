package io.selvedge.it.weaving;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.selvedge.annotations.Bulkhead;
import io.selvedge.annotations.CircuitBreaker;
import io.selvedge.annotations.Fallback;
import io.selvedge.annotations.Key;
import io.selvedge.annotations.RateLimit;
import io.selvedge.annotations.Retry;
import io.selvedge.annotations.Serialized;
import io.selvedge.annotations.Timeout;
import io.selvedge.failures.PolicyException;
import io.selvedge.runtime.Engine;
import java.lang.management.ManagementFactory;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What a call allocates, woven and without measurements: the part of its cost that no other work on the machine can
 * change. Nothing is said here about time.
 */
class BytesPerCallTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int WARM_UP = 200_000;
    private static final int CALLS = 200_000;
    /** Nothing but what the machine does in between. */
    private static final double NONE = 1;

    private final Engine engine = Engine.start().serve(Guarded.class);
    private final Guarded guarded = new Guarded();

    static class Guarded {
        private static final CompletableFuture<String> STAGE = CompletableFuture.completedFuture("done");
        private String value = "done";

        @Retry
        String retry() {
            return value;
        }

        @Fallback("cached")
        String fallback() {
            return value;
        }

        private String cached() {
            return "cached";
        }

        @CircuitBreaker
        String breaker() {
            return value;
        }

        @RateLimit(permits = 1_000_000_000, burst = 1_000_000)
        String rateLimit() {
            return value;
        }

        @Timeout("1s")
        String timeout() {
            return value;
        }

        @Serialized
        String serialized() {
            return value;
        }

        @Bulkhead
        String bulkhead() {
            return value;
        }

        @Retry
        @CircuitBreaker
        @Timeout("1s")
        @Bulkhead
        int chain(int a) {
            return a;
        }

        @Serialized
        @RateLimit(permits = 1_000_000_000, burst = 1_000_000)
        @CircuitBreaker
        @Bulkhead
        String keyed(@Key String key) {
            return key;
        }

        @Serialized
        int keyedNumber(@Key String key, int a) {
            return a;
        }

        @RateLimit(permits = 1, per = "1h")
        String refused() {
            return value;
        }

        @Retry
        @CircuitBreaker
        @Timeout("1s")
        @Bulkhead
        CompletableFuture<String> stage() {
            return STAGE;
        }
    }

    @AfterEach
    void closeEngine() {
        engine.close();
    }

    @Test
    void each_policy_alone_allocates_nothing() {
        holds("@Retry", NONE, i -> guarded.retry());
        holds("@Fallback", NONE, i -> guarded.fallback());
        holds("@CircuitBreaker", NONE, i -> guarded.breaker());
        holds("@RateLimit", NONE, i -> guarded.rateLimit());
        holds("@Timeout", NONE, i -> guarded.timeout());
        holds("@Serialized", NONE, i -> guarded.serialized());
        holds("@Bulkhead", NONE, i -> guarded.bulkhead());
    }

    @Test
    void retry_breaker_timeout_and_bulkhead_allocate_nothing() {
        holds("@Retry @CircuitBreaker @Timeout @Bulkhead", NONE, i -> guarded.chain(i) == i ? guarded : null);
    }

    @Test
    void state_of_a_hot_key_allocates_nothing() {
        holds("a hot key", NONE, i -> guarded.keyed("hot"));
        // The boxes of an int argument and of an int result, which its advice needs to show arguments to policies.
        holds("a hot key beside a number", 48, i -> guarded.keyedNumber("hot", i) == i ? guarded : null);
    }

    @Test
    void a_refusal_allocates_its_failure_and_little_else() {
        guarded.refused();
        holds("a refusal", 120, i -> refusal());
    }

    private PolicyException refusal() {
        try {
            guarded.refused();
        } catch (PolicyException refusal) {
            return refusal;
        }
        throw new AssertionError("not refused");
    }

    @Test
    void a_stage_allocates_less_than_a_kilobyte() {
        holds("the same four around a stage", 1_024, i -> guarded.stage());
    }

    private static void holds(String what, double most, IntFunction<Object> call) {
        double bytes = bytesPerCall(call);
        System.out.printf("bytes per call: %s %.2f, Java %s%n", what, bytes, Runtime.version());
        assertThat(bytes).as(what).isLessThanOrEqualTo(most);
    }

    private static double bytesPerCall(IntFunction<Object> call) {
        repeat(call, WARM_UP);
        long before = THREADS.getCurrentThreadAllocatedBytes();
        repeat(call, CALLS);
        return (THREADS.getCurrentThreadAllocatedBytes() - before) / (double) CALLS;
    }

    private static void repeat(IntFunction<Object> call, int times) {
        for (int i = 0; i < times; i++) {
            if (call.apply(i) == null) {
                throw new AssertionError("no result");
            }
        }
    }
}
