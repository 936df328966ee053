package io.selvedge.it.weaving;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.function.IntFunction;
import java.util.function.LongSupplier;

/** Bytes allocated by the calling thread for each call: no other work on the machine can change them. */
final class Bytes {
    /** Nothing but what the machine does in between. */
    static final double NONE = 1;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int CALLS = 200_000;
    private static final int ROUNDS = 100;

    private Bytes() {}

    /**
     * Fails if such a call never allocates as little as that, however warm it gets.
     *
     * @param call never answers null
     */
    static void hold(String what, double most, IntFunction<Object> call) {
        hold(what, most, CALLS, THREADS::getCurrentThreadAllocatedBytes, () -> repeat(call));
    }

    /**
     * The least of several rounds, and no more of them than are needed: on a busy machine it takes a while until calls
     * are compiled as well as they will be.
     *
     * @param calls how many there are in a round
     * @param allocated bytes until now, by all who take part
     */
    static void hold(String what, double most, int calls, LongSupplier allocated, Runnable round) {
        double least = Double.MAX_VALUE;
        for (int i = 0; i < ROUNDS && least > most; i++) {
            long before = allocated.getAsLong();
            round.run();
            least = Math.min(least, (allocated.getAsLong() - before) / (double) calls);
        }
        System.out.printf("bytes per call: %s %.2f, Java %s%n", what, least, Runtime.version());
        assertThat(least).as(what).isLessThanOrEqualTo(most);
    }

    private static void repeat(IntFunction<Object> call) {
        for (int i = 0; i < CALLS; i++) {
            if (call.apply(i) == null) {
                throw new AssertionError("no result");
            }
        }
    }
}
