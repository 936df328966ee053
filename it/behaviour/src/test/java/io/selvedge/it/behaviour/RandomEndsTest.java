package io.selvedge.it.behaviour;

import static io.selvedge.it.behaviour.Resting.held;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.selvedge.annotations.Bulkhead;
import io.selvedge.annotations.Serialized;
import io.selvedge.annotations.Timeout;
import io.selvedge.runtime.Engine;
import io.selvedge.runtime.EngineOptions;
import io.selvedge.runtime.Guard;
import io.selvedge.runtime.time.SystemTime;
import io.selvedge.testkit.RecordingRecorder;
import io.selvedge.testkit.Roles;
import java.io.IOException;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Calls on real threads that end in every way there is, at random: what they held comes home, no more and no less. */
class RandomEndsTest {
    private static final boolean SOAK = Boolean.getBoolean("selvedge.soak");
    private static final int CALLS = SOAK ? 1_000_000 : 100_000;
    private static final int LIMIT = 2;
    private static final Duration PATIENCE = Duration.ofMinutes(SOAK ? 30 : 3);

    private final long seed = Long.getLong("selvedge.seed", System.nanoTime());
    private final SystemTime time = new SystemTime();
    /** Keeps the instances, and is told nothing else: a list of a million events would be what is measured. */
    private final RecordingRecorder instances = new RecordingRecorder();

    private final Engine engine =
            Engine.start(EngineOptions.standard().withTime(time).withRecorder(new OnlyInstances(instances)));
    private final Map<String, LongAdder> ends = new ConcurrentSkipListMap<>();
    private final AtomicInteger inside = new AtomicInteger();
    private final AtomicInteger mostInside = new AtomicInteger();

    RandomEndsTest() {
        System.out.println("RandomEndsTest draws from -Dselvedge.seed=" + seed);
    }

    @AfterEach
    void close() {
        engine.close();
        time.close();
    }

    @Timeout("300us")
    @Serialized(queue = 3)
    @Bulkhead(name = "desk", limit = LIMIT, queue = 2, maxWait = "200us")
    @Retention(RetentionPolicy.RUNTIME)
    @interface Both {}

    @Timeout("300us")
    @Bulkhead(name = "desk", limit = LIMIT, queue = 2, maxWait = "200us")
    @Retention(RetentionPolicy.RUNTIME)
    @interface Permits {}

    @Bulkhead(name = "desk", limit = LIMIT, queue = 2, maxWait = "200us")
    @Retention(RetentionPolicy.RUNTIME)
    @interface Desk {}

    /** Nothing is held, nothing is armed, and all permits can be had at once. */
    private void assertAtRest() {
        await(() -> held(instances).isEmpty() && time.armed() == 0);
        assertThat(held(instances)).isEmpty();
        assertThat(time.armed()).isZero();
        Guard desk = engine.guard("desk", Desk.class);
        List<CompletableFuture<String>> holders = new ArrayList<>();
        for (int i = 0; i < LIMIT; i++) {
            CompletableFuture<String> holder = new CompletableFuture<>();
            CompletableFuture<String> unused = desk.stage(() -> holder);
            holders.add(holder);
        }
        assertThat(held(instances)).containsExactly(entry("bulkhead desk permits.used", (double) LIMIT));
        holders.forEach(holder -> holder.complete("home"));
        assertThat(held(instances)).isEmpty();
    }

    private static void await(BooleanSupplier condition) {
        long began = System.nanoTime();
        while (!condition.getAsBoolean() && System.nanoTime() - began < PATIENCE.toNanos()) {
            Thread.yield();
        }
    }

    private void ended(@Nullable Object value, @Nullable Throwable failure) {
        Throwable own = failure instanceof CompletionException wrapped ? wrapped.getCause() : failure;
        String how = own == null ? "value" : own.getClass().getSimpleName();
        ends.computeIfAbsent(how, any -> new LongAdder()).increment();
    }

    private void assertEnds(String... ways) {
        System.out.println("ends: " + ends);
        assertThat(ends).containsKeys(ways);
        assertThat(ends.values().stream().mapToLong(LongAdder::sum).sum()).isEqualTo(CALLS);
    }

    @Test
    void t2_b6_whatever_threads_do_to_each_other_every_permit_and_turn_comes_home() {
        int threads = 5;
        Guard both = engine.guard("threads both", Both.class);
        Guard permits = engine.guard("threads permits", Permits.class);
        Thread[] callers = new Thread[threads];
        AtomicBoolean started = new AtomicBoolean();
        try (Roles roles = new Roles(PATIENCE)) {
            for (int i = 0; i < threads; i++) {
                int self = i;
                SplittableRandom random = new SplittableRandom(seed + i);
                callers[i] = roles.start("caller " + i, () -> {
                    while (!started.get()) {
                        // Not in a latch, out of which the first to start would interrupt the others.
                        Thread.onSpinWait();
                    }
                    for (int call = 0; call < CALLS / threads; call++) {
                        if (random.nextInt(20) == 0) {
                            callers[(self + 1 + random.nextInt(threads - 1)) % threads].interrupt();
                        }
                        int how = random.nextInt(100);
                        try {
                            ended((random.nextBoolean() ? both : permits).call(() -> misbehave(how)), null);
                        } catch (Throwable any) {
                            ended(null, any);
                        }
                        Thread.interrupted();
                    }
                });
            }
            started.set(true);
        }
        assertEnds(
                "value",
                "IOException",
                "AssertionError",
                "CallTimeoutException",
                "BulkheadFullException",
                "SerializedBusyException",
                "InterruptedException");
        assertThat(mostInside.get()).as("at the desk at once").isBetween(1, LIMIT);
        assertAtRest();
    }

    private String misbehave(int how) throws Exception {
        mostInside.accumulateAndGet(inside.incrementAndGet(), Math::max);
        try {
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
        } finally {
            inside.decrementAndGet();
        }
    }

    /** Takes so long, and looks at nothing meanwhile. */
    private static void spin(long nanos) {
        long began = System.nanoTime();
        while (System.nanoTime() - began < nanos) {
            Thread.onSpinWait();
        }
    }

    @Test
    void a3_b6_whatever_becomes_of_stages_every_permit_and_turn_comes_home() {
        int threads = 4;
        Guard both = engine.guard("stages both", Both.class);
        Guard permits = engine.guard("stages permits", Permits.class);
        Queue<CompletableFuture<String>> bodies = new ConcurrentLinkedQueue<>();
        Queue<CompletableFuture<String>> calls = new ConcurrentLinkedQueue<>();
        LongAdder told = new LongAdder();
        try (Roles roles = new Roles(PATIENCE)) {
            for (int i = 0; i < threads; i++) {
                SplittableRandom random = new SplittableRandom(seed + i);
                roles.start("caller " + i, () -> {
                    for (int call = 0; call < CALLS / threads; call++) {
                        CompletableFuture<String> end =
                                (random.nextBoolean() ? both : permits).stage(() -> body(random.nextInt(100), bodies));
                        end.whenComplete((value, failure) -> {
                            ended(value, failure);
                            told.increment();
                        });
                        calls.add(end);
                        meddle(random, bodies, calls);
                    }
                });
            }
        }
        for (CompletableFuture<String> body = bodies.poll(); body != null; body = bodies.poll()) {
            body.complete("at last");
        }
        await(() -> told.sum() == CALLS);
        assertEnds(
                "value",
                "IOException",
                "AssertionError",
                "CallTimeoutException",
                "BulkheadFullException",
                "SerializedBusyException",
                "CancellationException");
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
