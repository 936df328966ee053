package io.selvedge.it.behaviour;

import static io.selvedge.it.behaviour.Resting.assertAtRest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.selvedge.annotations.Backoff;
import io.selvedge.annotations.Retry;
import io.selvedge.annotations.Timeout;
import io.selvedge.runtime.Engine;
import io.selvedge.runtime.EngineOptions;
import io.selvedge.testkit.Driven;
import io.selvedge.testkit.DrivenGuard;
import io.selvedge.testkit.Reaction;
import io.selvedge.testkit.Running;
import java.io.IOException;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Executors that take a task and say that they did not, or the other way round: nothing runs twice, and nothing is lost. */
class CarelessExecutorTest {
    private static final long PATIENCE_SECONDS = 20;

    @Timeout(value = "50ms", abandon = true)
    @Retention(RetentionPolicy.RUNTIME)
    @interface Abandoned {}

    @Retry(maxRetries = 3, backoff = @Backoff(initial = "0ms"))
    @Retention(RetentionPolicy.RUNTIME)
    @interface Retried {}

    private static RejectedExecutionException refused() {
        return new RejectedExecutionException("said the executor");
    }

    static final class Methods {
        private final Thread caller = Thread.currentThread();
        final CountDownLatch helped = new CountDownLatch(1);
        final CountDownLatch callersShare = new CountDownLatch(4);

        /** The helper's child ends only when the caller has done all others. */
        @Told
        Object share(int index) throws InterruptedException {
            if (Thread.currentThread() == caller) {
                callersShare.countDown();
            } else {
                helped.countDown();
                assertThat(callersShare.await(PATIENCE_SECONDS, TimeUnit.SECONDS))
                        .isTrue();
            }
            return index;
        }
    }

    @Test
    void a_helper_that_comes_although_the_executor_has_refused_counts_once() throws Exception {
        Telling room = new Telling();
        Methods methods = new Methods();
        try (Engine engine =
                Engine.start(EngineOptions.standard().withOutermost(room).withExecutor(task -> {
                    new Thread(task, "helper").start();
                    try {
                        assertThat(methods.helped.await(PATIENCE_SECONDS, TimeUnit.SECONDS))
                                .isTrue();
                    } catch (InterruptedException e) {
                        throw new AssertionError(e);
                    }
                    throw refused();
                }))) {
            engine.serve(Methods.class);
            Brood brood = new Brood(5).width(2);
            room.answer = call -> brood;
            Object ended = methods.share(0);
            assertThat(ended).isEqualTo(List.of(0, 1, 2, 3, 4));
            assertThat(brood.begun).hasValue(5);
            assertThat(brood.told).hasValue(5);
        }
    }

    @Test
    void a_body_that_has_run_elsewhere_counts_though_the_executor_has_refused_it() throws Exception {
        try (Driven driven = new Driven(
                Driven.Mode.BLOCKING,
                options -> options.withExecutor(task -> {
                    task.run();
                    throw refused();
                }))) {
            assertThat(driven.engine().guard("elsewhere", Abandoned.class).call(() -> "run"))
                    .isEqualTo("run");
            assertAtRest(driven);
        }
    }

    @Test
    void a_body_whose_call_has_failed_for_want_of_a_thread_does_not_run_later() {
        List<Runnable> kept = new ArrayList<>();
        AtomicInteger runs = new AtomicInteger();
        try (Driven driven = new Driven(
                Driven.Mode.BLOCKING,
                options -> options.withExecutor(task -> {
                    kept.add(task);
                    throw refused();
                }))) {
            assertThatThrownBy(() ->
                            driven.engine().guard("elsewhere", Abandoned.class).call(runs::incrementAndGet))
                    .isInstanceOf(RejectedExecutionException.class);
            kept.forEach(Runnable::run);
            assertThat(kept).hasSize(1);
            assertThat(runs).hasValue(0);
            assertAtRest(driven);
        }
    }

    /** The second for five minutes. */
    @ParameterizedTest
    @ValueSource(ints = {2, 30_000})
    void an_attempt_is_not_lost_on_a_machine_without_threads(int times) {
        AtomicInteger refusals = new AtomicInteger(times);
        try (Driven driven = new Driven(
                Driven.Mode.STAGE_LATER,
                options -> options.withExecutor(task -> {
                    if (refusals.getAndDecrement() > 0) {
                        throw refused();
                    }
                    task.run();
                }))) {
            assertRetriedOnce(driven, times * 10L);
        }
    }

    @Test
    void an_executor_that_takes_tasks_and_refuses_them_is_not_asked_again_once_one_of_them_has_run() {
        Queue<Runnable> taken = new ArrayDeque<>();
        try (Driven driven = new Driven(
                Driven.Mode.STAGE_LATER,
                options -> options.withExecutor(task -> {
                    taken.add(task);
                    throw refused();
                }))) {
            AtomicInteger attempts = new AtomicInteger();
            Running running = driven.guard(Retried.class)
                    .start(() -> attempts.incrementAndGet() == 1
                            ? Reaction.fails(new IOException("once")).after(5)
                            : Reaction.returns("twice").after(5));
            driven.advance(35);
            assertThat(taken).hasSize(4);
            taken.remove().run();
            driven.advance(5);
            assertThat(running.ended().value()).isEqualTo("twice");
            driven.advance(1000);
            assertThat(taken).as("it was asked once more before that was known").hasSize(4);
            taken.forEach(Runnable::run);
            assertThat(attempts).hasValue(2);
            assertAtRest(driven);
        }
    }

    @Test
    void an_attempt_is_not_made_twice_if_the_executor_takes_it_and_then_refuses() {
        try (Driven driven = new Driven(
                Driven.Mode.STAGE_LATER,
                options -> options.withExecutor(task -> {
                    task.run();
                    throw refused();
                }))) {
            assertRetriedOnce(driven, 0);
        }
    }

    private static void assertRetriedOnce(Driven driven, long lateMillis) {
        AtomicInteger attempts = new AtomicInteger();
        DrivenGuard guard = driven.guard(Retried.class);
        Running running = guard.start(() -> attempts.incrementAndGet() == 1
                ? Reaction.fails(new IOException("once")).after(5)
                : Reaction.returns("twice").after(5));
        driven.advance(10 + lateMillis);
        assertThat(running.ended().value()).isEqualTo("twice");
        assertThat(running.ended().tookMillis()).isEqualTo(10 + lateMillis);
        assertThat(attempts).hasValue(2);
        assertAtRest(driven);
    }
}
