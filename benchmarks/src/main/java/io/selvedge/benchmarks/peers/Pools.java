package io.selvedge.benchmarks.peers;

import io.selvedge.benchmarks.Bulk;
import io.selvedge.benchmarks.Call;
import io.selvedge.benchmarks.Scenario;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The threads on which elements are worked off, the same for all who take part. */
final class Pools {
    private Pools() {}

    /** Makes the call that deals with all elements. */
    @FunctionalInterface
    interface FanOut<E> {
        Call call(Bulk.Step step, E executor);
    }

    /** As many platform threads as elements may be under way. They begin when they are needed. */
    static ExecutorService platform() {
        return Executors.newFixedThreadPool(Bulk.AT_ONCE, Pools::daemon);
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "worker");
        thread.setDaemon(true);
        return thread;
    }

    /** A virtual thread for each task, where there are any. */
    static Optional<ExecutorService> virtual() {
        try {
            return Optional.of((ExecutorService)
                    Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null));
        } catch (ReflectiveOperationException e) {
            return Optional.empty();
        }
    }

    /** All kinds of fan-outs, on virtual threads as well where there are any. */
    static Map<Scenario, Call> fanOuts(Bulk bulk, FanOut<? super ExecutorService> fanOut) {
        Map<Scenario, Call> calls = onPlatform(bulk, fanOut);
        calls.putAll(onVirtual(bulk, fanOut));
        return calls;
    }

    static Map<Scenario, Call> onPlatform(Bulk bulk, FanOut<? super ExecutorService> fanOut) {
        ExecutorService pool = platform();
        Map<Scenario, Call> calls = new EnumMap<>(Scenario.class);
        calls.put(Scenario.FAN_OUT, fanOut.call(bulk::nothing, pool));
        calls.put(Scenario.FAN_OUT_MILLI, fanOut.call(bulk::milli, pool));
        return calls;
    }

    static Map<Scenario, Call> onVirtual(Bulk bulk, FanOut<? super ExecutorService> fanOut) {
        Map<Scenario, Call> calls = new EnumMap<>(Scenario.class);
        virtual().ifPresent(pool -> {
            calls.put(Scenario.FAN_OUT_VIRTUAL, fanOut.call(bulk::nothing, pool));
            calls.put(Scenario.FAN_OUT_MILLI_VIRTUAL, fanOut.call(bulk::milli, pool));
        });
        return calls;
    }
}
