package io.selvedge.it.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.selvedge.annotations.Backoff;
import io.selvedge.annotations.Bulkhead;
import io.selvedge.annotations.Retry;
import io.selvedge.failures.CallInterruptedException;
import io.selvedge.runtime.Engine;
import io.selvedge.runtime.EngineOptions;
import io.selvedge.runtime.drive.Plan;
import io.selvedge.runtime.policy.Spread;
import io.selvedge.runtime.work.EngineExecutor;
import io.selvedge.testkit.RecordingRecorder;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Many children, in real time, on real threads: none lost, none twice, nothing left behind. */
class CrowdTest {
    private static final boolean SOAK = Boolean.getBoolean("selvedge.soak");
    private static final int CHILDREN = SOAK ? 10_000_000 : 200_000;
    private static final int ENDS = SOAK ? 100_000 : 10_000;
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);

    private final EngineExecutor executor = new EngineExecutor();
    private final RecordingRecorder policies = new RecordingRecorder();
    private final Telling room = new Telling();

    @SuppressWarnings("NullAway.Init")
    private Engine engine;

    private volatile Work work = index -> index;
    private int merged;

    private interface Work {
        @Nullable Object run(int index) throws Exception;
    }

    final class Methods {
        @Told
        @Nullable Object plain(int index) throws Exception {
            return work.run(index);
        }

        @Told
        CompletableFuture<@Nullable Object> stage(int index) throws Exception {
            return CompletableFuture.completedFuture(work.run(index));
        }

        @Told
        CompletableFuture<@Nullable Object> stageElsewhere(int index) throws Exception {
            CompletableFuture<@Nullable Object> stage = new CompletableFuture<>();
            executor.execute(() -> {
                try {
                    stage.complete(work.run(index));
                } catch (Exception e) {
                    stage.completeExceptionally(e);
                }
            });
            return stage;
        }

        @Told
        @Retry(maxRetries = 1, backoff = @Backoff(initial = "0ms"))
        @Bulkhead(name = "crowd", limit = 3, queue = 1000)
        @Nullable Object guarded(int index) throws Exception {
            return work.run(index);
        }
    }

    private final Methods methods = new Methods();

    private void start(Executor on) {
        engine = Engine.start(EngineOptions.standard()
                .withExecutor(on)
                .withOutermost(room)
                .withRecorder(new OnlyInstances(policies)));
        engine.serve(Methods.class);
    }

    @AfterEach
    void close() {
        assertThat(Thread.interrupted()).as("left behind on the test's thread").isFalse();
        engine.close();
        executor.close();
    }

    private static void await(BooleanSupplier condition) {
        long began = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - began > PATIENCE_NANOS) {
                throw new AssertionError("waited in vain");
            }
            Thread.yield();
        }
    }

    /** Children that take nothing with them: what is not lost and not run twice is known by its number. */
    private static final class Numbers implements Spread {
        final AtomicIntegerArray runs = new AtomicIntegerArray(CHILDREN);
        final AtomicLong told = new AtomicLong();
        private final AtomicInteger cursor = new AtomicInteger();
        private final Integer[][] arguments;
        private final int width;

        Numbers(int width) {
            this.width = width;
            this.arguments = new Integer[1000][];
            for (int i = 0; i < arguments.length; i++) {
                arguments[i] = new Integer[] {i};
            }
        }

        @Override
        public int width() {
            return width;
        }

        @Override
        public boolean callerWorks() {
            return true;
        }

        @Override
        public boolean next(Child child) {
            int index = cursor.getAndIncrement();
            child.give(index, arguments[index % arguments.length]);
            return index < CHILDREN;
        }

        @Override
        public boolean ended(Child child, @Nullable Object value, @Nullable Throwable failure) {
            runs.incrementAndGet((int) child.index());
            told.incrementAndGet();
            return failure != null;
        }

        @Override
        public @Nullable Object outcome() {
            return told.get();
        }

        void assertEachOnce() {
            assertThat(told).hasValue(CHILDREN);
            for (int i = 0; i < CHILDREN; i++) {
                if (runs.get(i) != 1) {
                    throw new AssertionError("child " + i + " has run " + runs.get(i) + " times");
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 100})
    void none_is_lost_and_none_runs_twice(int width) throws Exception {
        engine = Engine.start(EngineOptions.standard().withExecutor(executor).withOutermost(room));
        engine.serve(Methods.class);
        Numbers blocking = new Numbers(width);
        room.answer = call -> blocking;
        assertThat(methods.plain(0)).isEqualTo((long) CHILDREN);
        blocking.assertEachOnce();

        Numbers atOnce = new Numbers(width);
        room.answer = call -> atOnce;
        assertThat(methods.stage(0).get(60, TimeUnit.SECONDS)).isEqualTo((long) CHILDREN);
        atOnce.assertEachOnce();

        Numbers elsewhere = new Numbers(width);
        room.answer = call -> elsewhere;
        assertThat(methods.stageElsewhere(0).get(600, TimeUnit.SECONDS)).isEqualTo((long) CHILDREN);
        elsewhere.assertEachOnce();
        await(() -> executor.running() == 0);
    }

    @Test
    void a_child_of_a_blocking_call_costs_the_driver_no_memory() throws Throwable {
        start(executor);
        Plan plan = engine.plan(Methods.class.getDeclaredMethod("plain", int.class));
        Object[] none = {0};
        double bytes = Double.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            Numbers numbers = new Numbers(1);
            room.answer = call -> numbers;
            bytes = bytes(() -> plan.run(methods, none, own -> null)) / CHILDREN;
        }
        System.out.printf("a child: %.3f bytes, Java %s%n", bytes, System.getProperty("java.version"));
        assertThat(bytes).isLessThan(0.5);
    }

    private interface Step {
        @Nullable Object take() throws Throwable;
    }

    private static double bytes(Step step) throws Throwable {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        long before = threads.getThreadAllocatedBytes(thread);
        step.take();
        return threads.getThreadAllocatedBytes(thread) - before;
    }

    /** Three children, of a level that their arguments carry. */
    private static final class Nested extends Brood {
        private final int level;

        Nested(int level) {
            super(3);
            this.level = level;
            this.width = 2;
        }

        @Override
        public boolean next(Child child) throws Throwable {
            boolean there = super.next(child);
            child.give(child.index(), new Object[] {level * 10 + (int) child.index()});
            return there;
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void calls_nested_five_deep_of_width_two_end_on_however_few_threads(int threads) throws Exception {
        AtomicInteger leaves = new AtomicInteger();
        ExecutorService few = Executors.newFixedThreadPool(Math.max(1, threads));
        start(threads == 0 ? executor : few);
        room.answer = call -> new Nested((Integer) call.argument(0) / 10);
        work = index -> index >= 40 ? leaves.incrementAndGet() : methods.plain((index / 10 + 1) * 10);
        methods.plain(0);

        assertThat(leaves).hasValue(3 * 3 * 3 * 3 * 3);
        few.shutdown();
        assertThat(few.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void where_the_executor_refuses_the_caller_does_the_work_or_the_call_fails() throws Exception {
        start(task -> {
            throw new RejectedExecutionException("full");
        });
        room.answer = call -> new Brood(5).width(3);
        assertThat(methods.plain(0)).isEqualTo(List.of(0, 1, 2, 3, 4));
        assertThat(methods.stage(0).get(10, TimeUnit.SECONDS)).isEqualTo(List.of(0, 1, 2, 3, 4));
        room.answer = call -> new Brood(5).race();
        assertThatThrownBy(() -> methods.plain(0)).isInstanceOf(RejectedExecutionException.class);
    }

    /** One thread that makes calls, and another that may interrupt it: exactly while it is in one. */
    private static final class Interrupter {
        private final AtomicInteger phase = new AtomicInteger();
        private final Thread caller = Thread.currentThread();

        boolean interrupt() {
            boolean inTime = phase.compareAndSet(0, 1);
            if (inTime) {
                caller.interrupt();
                phase.set(2);
            }
            return inTime;
        }

        /** The call is over; whether an interrupt was sent. */
        boolean over() {
            if (phase.compareAndSet(0, 3)) {
                return false;
            }
            await(() -> phase.get() == 2);
            return true;
        }
    }

    @Test
    void whatever_ends_a_call_no_child_no_thread_no_permit_and_no_interrupt_stays_behind() throws Exception {
        long seed = Long.getLong("selvedge.seed", System.nanoTime());
        System.out.println("CrowdTest draws from -Dselvedge.seed=" + seed);
        SplittableRandom random = new SplittableRandom(seed);
        start(executor);
        int interrupted = 0;
        for (int i = 0; i < ENDS; i++) {
            interrupted += random.nextBoolean() ? blocking(random.split()) : asynchronous(random.split());
            if (i % 500 == 0) {
                assertNothingLeft();
            }
        }
        assertNothingLeft();
        System.out.println("given up while under way: " + interrupted + " of " + ENDS + ", at once with us: " + merged);
        assertThat(merged).isLessThan(interrupted / 10);
    }

    private void assertNothingLeft() {
        await(() -> executor.running() == 0 && Resting.held(policies).isEmpty());
    }

    private Brood any(SplittableRandom random) {
        int count = random.nextInt(12);
        int trouble = random.nextInt(24);
        long seed = random.nextLong();
        work = index -> {
            long draw = Math.floorMod(seed * (index + 31) * 0x9E3779B97F4A7C15L, 7L);
            if (index == trouble) {
                throw new IOException("trouble");
            }
            if (draw < 3) {
                new CountDownLatch(1).await(draw * 30, TimeUnit.MICROSECONDS);
            }
            return index;
        };
        Brood brood = new Brood(count).width(1 + random.nextInt(5));
        return random.nextInt(3) == 0 ? brood.race() : brood;
    }

    private int blocking(SplittableRandom random) {
        Brood brood = any(random);
        room.answer = call -> brood;
        Interrupter interrupter = new Interrupter();
        if (random.nextBoolean()) {
            int spins = random.nextInt(3000);
            executor.execute(() -> {
                for (int i = 0; i < spins; i++) {
                    Thread.onSpinWait();
                }
                interrupter.interrupt();
            });
        }
        Throwable failure = null;
        try {
            methods.guarded(0);
        } catch (Exception e) {
            failure = e;
        }
        boolean sent = interrupter.over();
        boolean seen = Thread.interrupted()
                || failure instanceof InterruptedException
                || failure instanceof CallInterruptedException;
        if (sent && !seen && brood.callerWorks && failure instanceof IOException) {
            // Ours and the foreign one came to the same child before it answered: one flag, which nobody can tell
            // apart.
            merged++;
        } else {
            assertThat(seen).as("interrupt seen, after %s", failure).isEqualTo(sent);
        }
        return sent ? 1 : 0;
    }

    private int asynchronous(SplittableRandom random) {
        Brood brood = any(random);
        room.answer = call -> brood;
        CompletableFuture<@Nullable Object> call;
        try {
            call = methods.stageElsewhere(0);
        } catch (Exception e) {
            throw new AssertionError("thrown, not handed over", e);
        }
        if (random.nextBoolean()) {
            return call.cancel(true) ? 1 : 0;
        }
        try {
            call.get(60, TimeUnit.SECONDS);
        } catch (ExecutionException | CancellationException failed) {
            assertThat(failed).hasRootCauseMessage("trouble");
        } catch (Exception e) {
            throw new AssertionError("neither ended nor failed", e);
        }
        return 0;
    }
}
