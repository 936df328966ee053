package io.selvedge.runtime.micrometer;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.selvedge.annotations.Backoff;
import io.selvedge.annotations.Bulkhead;
import io.selvedge.annotations.CircuitBreaker;
import io.selvedge.annotations.Fallback;
import io.selvedge.annotations.Jitter;
import io.selvedge.annotations.Key;
import io.selvedge.annotations.KeyLimits;
import io.selvedge.annotations.RateLimit;
import io.selvedge.annotations.Retry;
import io.selvedge.annotations.Serialized;
import io.selvedge.annotations.SingleFlight;
import io.selvedge.annotations.Timeout;
import io.selvedge.runtime.EngineOptions;
import io.selvedge.runtime.breaker.CircuitControl;
import io.selvedge.runtime.bulkhead.BulkheadControl;
import io.selvedge.runtime.compile.PlanCompiler;
import io.selvedge.runtime.drive.ContextCarrier;
import io.selvedge.runtime.drive.Environment;
import io.selvedge.runtime.time.SystemTime;
import java.io.IOException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The reasons and verdicts in docs/metrics.md are those that calls really meet. */
class TagValuesTest {
    private static final int REASONS = 1;
    private static final int VERDICTS = 2;
    private static final Callable<Object> NOTHING = () -> null;
    private static final Callable<Object> FAILING = () -> {
        throw new IOException("down");
    };

    private final SystemTime time = new SystemTime();
    private final MeterRegistry registry = new SimpleMeterRegistry();
    private final PlanCompiler compiler = new PlanCompiler(
            EngineOptions.standard().rooms(),
            new Environment(time, Runnable::run, ContextCarrier.NONE),
            new MicrometerRecorder(registry));

    @AfterEach
    void closeTime() {
        time.close();
    }

    @SuppressWarnings("unused")
    static class Shop {
        @Retry(maxRetries = 1, backoff = @Backoff(initial = "0ms"))
        void retried() {}

        @Retry(maxDuration = "1ns")
        void retriedBriefly() {}

        @Retry(backoff = @Backoff(initial = "1h", max = "1h", jitter = Jitter.NONE))
        void retriedSlowly() {}

        @Timeout("1m")
        void limited() {}

        @Fallback(value = "other", skipOn = IOException.class)
        void answered() {}

        void other() {}

        @Bulkhead(limit = 1)
        void one() {}

        @Bulkhead(limit = 1, queue = 1, maxWait = "1ms")
        void oneAndOneMore() {}

        @Bulkhead(limit = 1, queue = 1)
        void cleared() {}

        @Bulkhead
        @KeyLimits(max = 1)
        void oneKey(@Key String key) {}

        @SingleFlight
        void shared() {}

        /** Abandoned, since it would else depend on the moment whether the limit or the deadline is noticed first. */
        @Timeout(value = "1ms", abandon = true)
        void hurried() {}

        @Serialized(queue = 0)
        void alone() {}

        @Serialized(queue = 1, maxWait = "1ms")
        void inTurn() {}

        @Serialized
        @KeyLimits(max = 1)
        void aloneByKey(@Key String key) {}

        @CircuitBreaker(window = 1, openFor = "1h")
        void broken() {}

        @CircuitBreaker(window = 1, openFor = "1ns")
        void mending() {}

        @CircuitBreaker
        void switchedOff() {}

        @CircuitBreaker(window = 1, openFor = "1h")
        @KeyLimits(max = 1)
        void brokenByKey(@Key String key) {}

        @RateLimit(permits = 1, per = "1h")
        void rare() {}

        @RateLimit(permits = 1, per = "1h")
        @KeyLimits(max = 1)
        void rareByKey(@Key String key) {}
    }

    @Test
    void reasonsOfRefusalsAreThoseInTheTable() throws Exception {
        call("one", () -> elsewhere("one"));
        call("one", () -> call("one", NOTHING));
        call("oneAndOneMore", () -> elsewhere("oneAndOneMore"));
        call("cleared", this::clearLine);
        call("oneKey", () -> call("oneKey", NOTHING, "b"), "a");
        call("shared", () -> elsewhere("hurried", () -> call("shared", NOTHING)));
        call("alone", () -> elsewhere("alone"));
        call("inTurn", () -> elsewhere("inTurn"));
        call("aloneByKey", () -> call("aloneByKey", NOTHING, "b"), "a");
        call("broken", FAILING);
        call("broken", NOTHING);
        call("mending", FAILING);
        call("mending", () -> call("mending", NOTHING));
        compiler.controls(CircuitControl.class, Shop.class.getName() + ".switchedOff")
                .forEach(CircuitControl::forceOpen);
        call("switchedOff", NOTHING);
        call("brokenByKey", FAILING, "a");
        call("brokenByKey", NOTHING, "b");
        call("rare", NOTHING);
        call("rare", NOTHING);
        call("rareByKey", NOTHING, "a");
        call("rareByKey", NOTHING, "b");

        assertThat(met("selvedge.refusals", "reason")).isEqualTo(promised(REASONS));
    }

    @Test
    void verdictsAreThoseInTheTable() throws Exception {
        int[] calls = {0};
        call("retried", () -> calls[0]++ == 0 ? FAILING.call() : null);
        call("retried", FAILING);
        call("retried", () -> {
            throw new LinkageError("for good");
        });
        call("retried", () -> {
            Thread.currentThread().interrupt();
            throw new IOException("down");
        });
        assertThat(Thread.interrupted()).isTrue();
        call("retriedBriefly", FAILING);
        call("limited", () -> call("retriedSlowly", FAILING));
        call("answered", FAILING);

        assertThat(met("selvedge.verdicts", "verdict")).isEqualTo(promised(VERDICTS));
    }

    /** Runs a whole call, whatever becomes of it. */
    private Void call(String name, Callable<Object> body, Object... arguments) throws Exception {
        Method method = Arrays.stream(Shop.class.getDeclaredMethods())
                .filter(one -> one.getName().equals(name))
                .findAny()
                .orElseThrow();
        try {
            compiler.plan(method).run(new Shop(), arguments, own -> body.call());
        } catch (Throwable outcome) {
            assertThat(outcome).as("outcome of " + name).isNotInstanceOf(AssertionError.class);
        }
        return null;
    }

    private Void elsewhere(String name) throws Exception {
        return elsewhere(name, NOTHING);
    }

    private Void elsewhere(String name, Callable<Object> body) throws Exception {
        Thread thread = new Thread(() -> {
            try {
                call(name, body);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        thread.start();
        thread.join();
        return null;
    }

    private Void clearLine() throws Exception {
        BulkheadControl bulkhead = compiler.controls(BulkheadControl.class, Shop.class.getName() + ".cleared")
                .get(0);
        Thread clearing = new Thread(() -> {
            while (bulkhead.clear() == 0) {
                Thread.yield();
            }
        });
        clearing.start();
        elsewhere("cleared");
        clearing.join();
        return null;
    }

    private Map<String, Set<String>> met(String name, String tag) {
        Map<String, Set<String>> values = new TreeMap<>();
        for (Meter meter : registry.find(name).meters()) {
            values.computeIfAbsent(meter.getId().getTag("policy"), any -> new TreeSet<>())
                    .add(meter.getId().getTag(tag));
        }
        return values;
    }

    private static Map<String, Set<String>> promised(int column) {
        Map<String, Set<String>> values = new TreeMap<>();
        MeterTable.cells("Reasons and verdicts")
                .forEach(cells -> values.put(
                        MeterTable.code(cells.get(0)).get(0),
                        MeterTable.code(cells.get(column)).stream().collect(toCollection(TreeSet::new))));
        values.values().removeIf(Set::isEmpty);
        return values;
    }
}
