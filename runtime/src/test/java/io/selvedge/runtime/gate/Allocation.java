package io.selvedge.runtime.gate;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** Counts the bytes that an action allocates once it is warm. */
public final class Allocation {
    private static final int TIMES = 200_000;

    private Allocation() {}

    public static void assertNone(Runnable action) {
        repeat(action);
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            least = Math.min(least, repeat(action));
        }
        assertThat((double) least / TIMES).as("bytes a time").isLessThan(0.1);
    }

    private static long repeat(Runnable action) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < TIMES; i++) {
            action.run();
        }
        return threads.getCurrentThreadAllocatedBytes() - before;
    }
}
