package io.selvedge.runtime.decision;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;

/** Counts what the calling thread allocates. */
public final class Bytes {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int TIMES = 20_000;

    private Bytes() {}

    /** Bytes of one such thing, with all that is made for it alone. */
    public static double of(IntFunction<Object> maker) {
        Object[] kept = new Object[TIMES];
        return count(i -> kept[i] = maker.apply(i));
    }

    /** Bytes that one such act leaves behind for the collector, once it is compiled. */
    public static double perCall(Runnable act) {
        for (int i = 0; i < 20; i++) {
            count(ignored -> act.run());
        }
        return count(ignored -> act.run());
    }

    private static double count(IntConsumer act) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < TIMES; i++) {
            act.accept(i);
        }
        return (double) (THREADS.getCurrentThreadAllocatedBytes() - before) / TIMES;
    }
}
