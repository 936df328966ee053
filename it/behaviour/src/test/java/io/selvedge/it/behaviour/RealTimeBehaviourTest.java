package io.selvedge.it.behaviour;

import static io.selvedge.it.behaviour.Resting.held;
import static org.assertj.core.api.Assertions.assertThat;

import io.selvedge.annotations.Bulkhead;
import io.selvedge.annotations.Timeout;
import io.selvedge.failures.CallTimeoutException;
import io.selvedge.runtime.Engine;
import io.selvedge.runtime.EngineOptions;
import io.selvedge.runtime.Guard;
import io.selvedge.runtime.time.SystemTime;
import io.selvedge.testkit.RecordingRecorder;
import io.selvedge.testkit.Roles;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What must hold on the machine's own clock, with real threads and whatever they do to each other. */
class RealTimeBehaviourTest {
    private static final boolean SOAK = Boolean.getBoolean("selvedge.soak");
    private static final long SEED = Long.getLong("selvedge.seed", System.nanoTime());
    private static final Duration PATIENCE = Duration.ofMinutes(SOAK ? 30 : 3);

    private final SystemTime time = new SystemTime();
    /** Keeps the instances, and is told nothing else: a list of a million events would be what is measured. */
    private final RecordingRecorder instances = new RecordingRecorder();

    private final Engine engine =
            Engine.start(EngineOptions.standard().withTime(time).withRecorder(new OnlyInstances(instances)));

    @AfterEach
    void close() {
        engine.close();
        time.close();
    }

    private void assertAtRest() {
        await(() -> held(instances).isEmpty() && time.armed() == 0);
        assertThat(held(instances)).isEmpty();
        assertThat(time.armed()).isZero();
    }

    private static void await(BooleanSupplier condition) {
        long began = System.nanoTime();
        while (!condition.getAsBoolean() && System.nanoTime() - began < PATIENCE.toNanos()) {
            Thread.yield();
        }
    }

    @Timeout("300ms")
    @Bulkhead(limit = 1000)
    @Retention(RetentionPolicy.RUNTIME)
    @interface Limited {}

    @Test
    void t7_three_hundred_threads_that_start_together_all_time_out() {
        int calls = 300;
        Guard guard = engine.guard("blocking", Limited.class);
        CyclicBarrier start = new CyclicBarrier(calls);
        AtomicInteger timeouts = new AtomicInteger();
        AtomicInteger strays = new AtomicInteger();
        try (Roles roles = new Roles()) {
            for (int i = 0; i < calls; i++) {
                roles.start("caller " + i, () -> {
                    start.await();
                    try {
                        guard.call(() -> {
                            new CountDownLatch(1).await();
                            return "never";
                        });
                    } catch (CallTimeoutException expected) {
                        timeouts.incrementAndGet();
                    }
                    strays.addAndGet(Thread.interrupted() ? 1 : 0);
                });
            }
        }
        assertThat(timeouts).hasValue(calls);
        assertThat(strays).hasValue(0);
        assertAtRest();
    }

    /** Rounds go on until the machine lets enough of them begin together: the first ones are not compiled yet. */
    @Test
    void t7_hundreds_of_stages_that_start_in_one_millisecond_all_time_out() {
        int calls = 300;
        Guard guard = engine.guard("stages", Limited.class);
        long together = 0;
        for (int round = 0; round < 50 && together < 200; round++) {
            List<CompletableFuture<String>> all = new ArrayList<>();
            Map<Long, Integer> starts = new HashMap<>();
            for (int i = 0; i < calls; i++) {
                starts.merge(System.nanoTime() / 1_000_000, 1, Integer::sum);
                all.add(guard.stage(CompletableFuture<String>::new));
            }
            await(() -> all.stream().allMatch(CompletableFuture::isDone));
            for (CompletableFuture<String> each : all) {
                assertThat(each.handle((value, failure) -> failure).getNow(null))
                        .isInstanceOf(CallTimeoutException.class);
            }
            assertAtRest();
            together = Collections.max(starts.values());
        }
        System.out.println("stages that started in the same millisecond and timed out: " + together);
        assertThat(together).isGreaterThanOrEqualTo(200);
    }

    @Timeout("400us")
    @Retention(RetentionPolicy.RUNTIME)
    @interface Near {}

    @Test
    void t2_calls_that_end_as_their_limit_rings_never_leave_an_interrupt_behind() {
        int calls = SOAK ? 100_000 : 20_000;
        int threads = 2;
        System.out.println("RealTimeBehaviourTest draws from -Dselvedge.seed=" + SEED);
        Guard guard = engine.guard("near", Near.class);
        LongAdder strays = new LongAdder();
        LongAdder timeouts = new LongAdder();
        LongAdder values = new LongAdder();
        try (Roles roles = new Roles(PATIENCE)) {
            for (int i = 0; i < threads; i++) {
                SplittableRandom random = new SplittableRandom(SEED + i);
                roles.start("caller " + i, () -> {
                    for (int call = 0; call < calls / threads; call++) {
                        long nanos = 400_000 + random.nextLong(-150_000, 150_001);
                        try {
                            guard.call(() -> spin(nanos));
                            values.increment();
                        } catch (CallTimeoutException expected) {
                            timeouts.increment();
                        }
                        spin(2_000);
                        if (Thread.interrupted()) {
                            strays.increment();
                        }
                    }
                });
            }
        }
        System.out.println("near the limit: " + values + " in time, " + timeouts + " timed out, " + strays + " strays");
        assertThat(strays.sum()).isZero();
        assertThat(timeouts.sum()).isPositive();
        assertThat(values.sum()).isPositive();
        assertAtRest();
    }

    /** Takes so long, and looks at nothing meanwhile. */
    private static long spin(long nanos) {
        long began = System.nanoTime();
        while (System.nanoTime() - began < nanos) {
            Thread.onSpinWait();
        }
        return nanos;
    }
}
