package io.selvedge.it.behaviour;

import static io.selvedge.it.behaviour.Resting.assertAtRest;
import static io.selvedge.it.behaviour.Resting.held;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.selvedge.annotations.Bulkhead;
import io.selvedge.annotations.PolicyOrder;
import io.selvedge.annotations.Serialized;
import io.selvedge.annotations.Timeout;
import io.selvedge.failures.CallTimeoutException;
import io.selvedge.runtime.Engine;
import io.selvedge.runtime.EngineOptions;
import io.selvedge.runtime.Guard;
import io.selvedge.runtime.time.SystemTime;
import io.selvedge.testkit.Driven;
import io.selvedge.testkit.RecordingRecorder;
import io.selvedge.testkit.Roles;
import java.io.IOException;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Blocking calls whose callers leave at the limit, whatever the body does. */
class AbandonBehaviourTest {
    private static final boolean SOAK = Boolean.getBoolean("selvedge.soak");
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);

    @Timeout(value = "100ms", abandon = true)
    @Serialized
    @Bulkhead(limit = 1)
    @Retention(RetentionPolicy.RUNTIME)
    @interface Abandoned {}

    @Timeout("50ms")
    @Retention(RetentionPolicy.RUNTIME)
    @interface Inner {}

    private static void await(BooleanSupplier condition) {
        long began = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - began > PATIENCE_NANOS) {
                throw new AssertionError("waited in vain");
            }
            Thread.yield();
        }
    }

    /** A scene of a caller, a worker, and the test's thread, which moves the time. */
    private static final class Scene implements AutoCloseable {
        final Roles roles = new Roles();
        final AtomicInteger workers = new AtomicInteger();
        final Driven driven = new Driven(
                Driven.Mode.BLOCKING,
                options -> options.withExecutor(task -> roles.start("worker " + workers.incrementAndGet(), task::run)));
        final AtomicReference<@Nullable Throwable> left = new AtomicReference<>();

        /** Moves the time to that moment once the caller waits for it. */
        void moveTo(long millis) {
            driven.time().advanceTo(Duration.ofMillis(millis).toNanos());
        }

        @Override
        public void close() {
            roles.close();
            driven.close();
        }
    }

    @Test
    void t3_the_caller_leaves_at_the_limit_and_the_permit_stays_until_the_body_ends() throws Exception {
        try (Scene scene = new Scene()) {
            Guard guard = scene.driven.engine().guard("abandoned", Abandoned.class);
            scene.roles.start(
                    "caller",
                    () -> scene.left.set(catchThrowable(() -> guard.call(() -> {
                        scene.roles.announce("running");
                        while (scene.driven.time().nanos() < 300_000_000) {
                            Thread.onSpinWait();
                        }
                        return "dropped";
                    }))));
            scene.roles.await("running");
            scene.driven.time().awaitParked(1);
            scene.moveTo(100);
            scene.roles.join("caller");
            assertThat(scene.left.get()).isInstanceOf(CallTimeoutException.class);
            assertThat(held(scene.driven.recorder()))
                    .containsEntry("bulkhead abandoned permits.used", 1.0)
                    .containsEntry("serialized abandoned turns.held", 1.0);
            scene.moveTo(300);
            scene.roles.join("worker 1");
            assertThat(scene.driven.recorder().events())
                    .contains("timeout: expired", "ended timeout after 100ms", "timeout: late by 200ms");
            assertAtRest(scene.driven);
        }
    }

    @Test
    void t3_a_body_that_answers_is_interrupted_once_its_caller_has_left() throws Exception {
        try (Scene scene = new Scene()) {
            Guard guard = scene.driven.engine().guard("abandoned", Abandoned.class);
            scene.roles.start(
                    "caller",
                    () -> scene.left.set(catchThrowable(() -> guard.call(() -> {
                        scene.roles.announce("running");
                        new CountDownLatch(1).await();
                        return "never";
                    }))));
            scene.roles.await("running");
            scene.driven.time().awaitParked(1);
            scene.moveTo(100);
            scene.roles.join("caller");
            scene.roles.join("worker 1");
            assertThat(scene.left.get()).isInstanceOf(CallTimeoutException.class);
            assertAtRest(scene.driven);
        }
    }

    @PolicyOrder({Bulkhead.class, Timeout.class})
    @Timeout(value = "100ms", abandon = true)
    @Bulkhead(limit = 1)
    @Retention(RetentionPolicy.RUNTIME)
    @interface AbandonedInnermost {}

    @Test
    void t3_abandon_with_the_limit_innermost_leaves_no_worker_behind() throws Exception {
        try (Scene scene = new Scene()) {
            Guard guard = scene.driven.engine().guard("innermost", AbandonedInnermost.class);
            scene.roles.start(
                    "caller",
                    () -> scene.left.set(catchThrowable(() -> guard.call(() -> {
                        scene.roles.announce("running");
                        new CountDownLatch(1).await();
                        return "never";
                    }))));
            scene.roles.await("running");
            scene.driven.time().awaitParked(1);
            scene.moveTo(100);
            scene.roles.join("caller");
            scene.roles.join("worker 1");
            assertThat(scene.left.get()).isInstanceOf(CallTimeoutException.class);
            assertAtRest(scene.driven);
        }
    }

    /** There was such a bug: the inner limit took the interrupt for its own, and the worker stayed for ever. */
    @Test
    void t2_abandon_with_an_innermost_limit_of_another_call_leaves_no_worker_behind() throws Exception {
        try (Scene scene = new Scene()) {
            Guard outer = scene.driven.engine().guard("abandoned", Abandoned.class);
            Guard inner = scene.driven.engine().guard("inner", Inner.class);
            scene.roles.start(
                    "caller",
                    () -> scene.left.set(catchThrowable(() -> outer.call(() -> {
                        Throwable late = catchThrowable(() -> inner.call(() -> {
                            scene.roles.announce("running");
                            while (scene.driven.time().nanos() < 150_000_000) {
                                Thread.onSpinWait();
                            }
                            return "has not looked at the flag";
                        }));
                        assertThat(late).isInstanceOf(CallTimeoutException.class);
                        new CountDownLatch(1).await();
                        return "never";
                    }))));
            scene.roles.await("running");
            scene.driven.time().awaitParked(1);
            scene.moveTo(50);
            scene.moveTo(100);
            scene.roles.join("caller");
            scene.moveTo(150);
            scene.roles.join("worker 1");
            assertAtRest(scene.driven);
        }
    }

    @Test
    void t2_who_is_interrupted_while_its_body_runs_elsewhere_leaves_and_stops_it() throws Exception {
        try (Scene scene = new Scene()) {
            Guard guard = scene.driven.engine().guard("abandoned", Abandoned.class);
            Thread caller = scene.roles.start(
                    "caller",
                    () -> scene.left.set(catchThrowable(() -> guard.call(() -> {
                        scene.roles.announce("running");
                        new CountDownLatch(1).await();
                        return "never";
                    }))));
            scene.roles.await("running");
            scene.driven.time().awaitParked(1);
            caller.interrupt();
            scene.roles.join("caller");
            scene.roles.join("worker 1");
            assertThat(scene.left.get()).isInstanceOf(InterruptedException.class);
            assertAtRest(scene.driven);
        }
    }

    @Test
    void what_the_body_throws_in_time_leaves_as_the_same_instance() throws Exception {
        try (Scene scene = new Scene()) {
            Guard guard = scene.driven.engine().guard("abandoned", Abandoned.class);
            IOException own = new IOException("own");
            scene.roles.start(
                    "caller",
                    () -> scene.left.set(catchThrowable(() -> guard.call(() -> {
                        throw own;
                    }))));
            scene.roles.join("caller");
            assertThat(scene.left.get()).isSameAs(own);
            assertAtRest(scene.driven);
        }
    }

    @Timeout(value = "400us", abandon = true)
    @Bulkhead(limit = 100)
    @Retention(RetentionPolicy.RUNTIME)
    @interface Near {}

    @Test
    void t2_workers_that_end_as_they_are_left_take_no_interrupt_along() {
        int calls = SOAK ? 100_000 : 5_000;
        long seed = Long.getLong("selvedge.seed", System.nanoTime());
        System.out.println("AbandonBehaviourTest draws from -Dselvedge.seed=" + seed);
        SplittableRandom random = new SplittableRandom(seed);
        ExecutorService pool = Executors.newCachedThreadPool();
        LongAdder strays = new LongAdder();
        LongAdder timeouts = new LongAdder();
        RecordingRecorder instances = new RecordingRecorder();
        SystemTime time = new SystemTime();
        try (Engine engine = Engine.start(EngineOptions.standard()
                .withTime(time)
                .withRecorder(new OnlyInstances(instances))
                .withExecutor(task -> pool.execute(() -> {
                    task.run();
                    if (Thread.interrupted()) {
                        strays.increment();
                    }
                })))) {
            Guard guard = engine.guard("near", Near.class);
            for (int i = 0; i < calls; i++) {
                long nanos = 400_000 + random.nextLong(-150_000, 150_001);
                try {
                    guard.call(() -> spun(nanos));
                } catch (Exception timeout) {
                    timeouts.increment();
                }
                assertThat(Thread.interrupted()).isFalse();
            }
            await(() -> held(instances).isEmpty());
            assertThat(timeouts.sum()).isBetween(1L, calls - 1L);
            assertThat(strays.sum()).isZero();
            assertThat(time.armed()).isZero();
        } finally {
            pool.shutdown();
            time.close();
        }
    }

    private static long spun(long nanos) {
        long began = System.nanoTime();
        while (System.nanoTime() - began < nanos) {
            Thread.onSpinWait();
        }
        return nanos;
    }
}
