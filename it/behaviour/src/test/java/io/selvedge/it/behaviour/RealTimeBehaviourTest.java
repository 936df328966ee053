package io.selvedge.it.behaviour;

import static io.selvedge.it.behaviour.Resting.held;
import static org.assertj.core.api.Assertions.assertThat;

import io.selvedge.annotations.Bulkhead;
import io.selvedge.annotations.Serialized;
import io.selvedge.annotations.Timeout;
import io.selvedge.failures.CallTimeoutException;
import io.selvedge.runtime.Engine;
import io.selvedge.runtime.EngineOptions;
import io.selvedge.runtime.Guard;
import io.selvedge.runtime.time.SystemTime;
import io.selvedge.testkit.RecordingRecorder;
import io.selvedge.testkit.Roles;
import java.io.IOException;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What must hold on the machine's own clock, with real threads and whatever they do to each other. */
class RealTimeBehaviourTest {
    private static final boolean SOAK = Boolean.getBoolean("selvedge.soak");
    private static final long SEED = Long.getLong("selvedge.seed", System.nanoTime());
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);

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
        while (!condition.getAsBoolean() && System.nanoTime() - began < PATIENCE_NANOS) {
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

    @Test
    void t7_three_hundred_stages_that_start_together_all_time_out() {
        int calls = 300;
        Guard guard = engine.guard("stages", Limited.class);
        List<CompletableFuture<String>> all = new ArrayList<>();
        for (int i = 0; i < calls; i++) {
            all.add(guard.stage(CompletableFuture<String>::new));
        }
        await(() -> all.stream().allMatch(CompletableFuture::isDone));
        for (CompletableFuture<String> each : all) {
            assertThat(each.handle((value, failure) -> failure).join()).isInstanceOf(CallTimeoutException.class);
        }
        assertAtRest();
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
        try (Roles roles = new Roles()) {
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

    @Timeout("300us")
    @Serialized(queue = 3)
    @Bulkhead(limit = 2, queue = 2, maxWait = "200us")
    @Retention(RetentionPolicy.RUNTIME)
    @interface Both {}

    @Timeout("300us")
    @Bulkhead(limit = 2, queue = 2, maxWait = "200us")
    @Retention(RetentionPolicy.RUNTIME)
    @interface Permits {}

    @Test
    void whatever_threads_do_to_each_other_every_permit_and_turn_comes_home() {
        int calls = SOAK ? 1_000_000 : 100_000;
        int threads = 6;
        System.out.println("RealTimeBehaviourTest draws from -Dselvedge.seed=" + SEED);
        Guard both = engine.guard("threads both", Both.class);
        Guard permits = engine.guard("threads permits", Permits.class);
        Thread[] callers = new Thread[threads];
        AtomicBoolean started = new AtomicBoolean();
        LongAdder values = new LongAdder();
        LongAdder failures = new LongAdder();
        try (Roles roles = new Roles()) {
            for (int i = 0; i < threads; i++) {
                int self = i;
                SplittableRandom random = new SplittableRandom(SEED + i);
                callers[i] = roles.start("caller " + i, () -> {
                    while (!started.get()) {
                        // Not in a latch, out of which the first to start would interrupt the others.
                        Thread.onSpinWait();
                    }
                    for (int call = 0; call < calls / threads; call++) {
                        if (random.nextInt(20) == 0) {
                            callers[(self + 1 + random.nextInt(threads - 1)) % threads].interrupt();
                        }
                        try {
                            (random.nextBoolean() ? both : permits).call(() -> misbehave(random.nextInt(100)));
                            values.increment();
                        } catch (Throwable any) {
                            failures.increment();
                        }
                        Thread.interrupted();
                    }
                });
            }
            started.set(true);
        }
        System.out.println("threads: " + values + " values, " + failures + " failures");
        assertThat(values.sum()).isPositive();
        assertThat(failures.sum()).isPositive();
        assertAtRest();
    }

    private static String misbehave(int how) throws Exception {
        if (how < 1) {
            new CountDownLatch(1).await();
        } else if (how < 6) {
            spin(how * 10_000L);
        } else if (how < 20) {
            throw new IOException("of the test");
        } else if (how < 30) {
            throw new AssertionError("of the test");
        } else if (how < 35) {
            Thread.currentThread().interrupt();
        }
        return "a";
    }

    @Test
    void whatever_becomes_of_stages_every_permit_and_turn_comes_home() {
        int calls = SOAK ? 1_000_000 : 100_000;
        int threads = 3;
        System.out.println("RealTimeBehaviourTest draws from -Dselvedge.seed=" + SEED);
        Guard both = engine.guard("stages both", Both.class);
        Guard permits = engine.guard("stages permits", Permits.class);
        Queue<CompletableFuture<String>> bodies = new ConcurrentLinkedQueue<>();
        Queue<CompletableFuture<String>> ends = new ConcurrentLinkedQueue<>();
        LongAdder unfinished = new LongAdder();
        LongAdder ended = new LongAdder();
        try (Roles roles = new Roles()) {
            for (int i = 0; i < threads; i++) {
                SplittableRandom random = new SplittableRandom(SEED + i);
                roles.start("caller " + i, () -> {
                    for (int call = 0; call < calls / threads; call++) {
                        unfinished.increment();
                        CompletableFuture<String> end =
                                (random.nextBoolean() ? both : permits).stage(() -> body(random.nextInt(100), bodies));
                        end.whenComplete((value, failure) -> ended.increment());
                        ends.add(end);
                        meddle(random, bodies, ends);
                    }
                });
            }
        }
        for (CompletableFuture<String> body = bodies.poll(); body != null; body = bodies.poll()) {
            body.complete("at last");
        }
        await(() -> ended.sum() == unfinished.sum());
        assertThat(ended.sum()).as("every call ends, and once").isEqualTo(unfinished.sum());
        assertAtRest();
    }

    private static CompletableFuture<String> body(int how, Queue<CompletableFuture<String>> bodies) throws IOException {
        if (how < 10) {
            throw new IOException("of the test");
        }
        if (how < 15) {
            throw new AssertionError("of the test");
        }
        if (how < 50) {
            return CompletableFuture.completedFuture("at once");
        }
        CompletableFuture<String> body = new CompletableFuture<>();
        bodies.add(body);
        return body;
    }

    /** Ends a body, well or badly, or gives up a call; whose, is chance. */
    private static void meddle(
            SplittableRandom random, Queue<CompletableFuture<String>> bodies, Queue<CompletableFuture<String>> ends) {
        CompletableFuture<String> body = random.nextInt(3) == 0 ? null : bodies.poll();
        if (body != null && random.nextBoolean()) {
            body.complete("later");
        } else if (body != null) {
            body.completeExceptionally(random.nextBoolean() ? new IOException("later") : new AssertionError("later"));
        }
        CompletableFuture<String> end = ends.poll();
        if (end != null && random.nextInt(3) == 0) {
            end.cancel(true);
        }
    }
}
