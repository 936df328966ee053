package io.selvedge.it.weaving;

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
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a call that goes well allocates, woven and without measurements. */
class BytesPerCallTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int WARM_UP = 200_000;
    private static final int CALLS = 200_000;

    private final Engine engine = Engine.start().serve(Guarded.class);
    private final Guarded guarded = new Guarded();

    static class Guarded {
        int plain(int a) {
            return a + 1;
        }

        @Retry
        @CircuitBreaker
        @Timeout("1s")
        @Bulkhead
        int chain(int a) {
            return a + 1;
        }

        @Serialized
        int keyed(@Key String key, int a) {
            return a + key.length();
        }
    }

    @AfterEach
    void closeEngine() {
        engine.close();
    }

    @Test
    void retry_breaker_timeout_and_bulkhead() {
        double plain = bytesPerCall(guarded::plain);
        double chain = bytesPerCall(guarded::chain);
        System.out.printf("bytes per call: plain %.2f, @Retry @CircuitBreaker @Timeout @Bulkhead %.2f%n", plain, chain);

        assertThat(chain - plain).isLessThanOrEqualTo(16);
    }

    @Test
    void serialized_by_a_hot_key() {
        double keyed = bytesPerCall(a -> guarded.keyed("hot", a));
        System.out.printf("bytes per call: @Serialized by a hot key %.2f%n", keyed);

        // The boxes of an int argument and of an int result, which its advice needs to show arguments to policies.
        assertThat(keyed).isLessThanOrEqualTo(48);
    }

    private static double bytesPerCall(IntUnaryOperator call) {
        repeat(call, WARM_UP);
        long before = THREADS.getCurrentThreadAllocatedBytes();
        repeat(call, CALLS);
        return (THREADS.getCurrentThreadAllocatedBytes() - before) / (double) CALLS;
    }

    private static void repeat(IntUnaryOperator call, int times) {
        int sum = 0;
        for (int i = 0; i < times; i++) {
            sum += call.applyAsInt(i);
        }
        assertThat(sum).isNotEqualTo(Integer.MIN_VALUE);
    }
}
