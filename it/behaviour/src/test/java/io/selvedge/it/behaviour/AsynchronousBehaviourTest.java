package io.selvedge.it.behaviour;

import static io.selvedge.it.behaviour.Resting.assertAtRest;
import static io.selvedge.it.behaviour.Resting.held;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.selvedge.annotations.Backoff;
import io.selvedge.annotations.Bulkhead;
import io.selvedge.annotations.CircuitBreaker;
import io.selvedge.annotations.Retry;
import io.selvedge.annotations.Timeout;
import io.selvedge.runtime.Guard;
import io.selvedge.runtime.breaker.CircuitControl;
import io.selvedge.testkit.Driven;
import java.io.IOException;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is special about methods that return stages, and about those that return plain futures. */
class AsynchronousBehaviourTest {
    private final Driven driven = new Driven(Driven.Mode.STAGE_LATER);
    private final IOException trouble = new IOException("trouble");

    @Retry(maxRetries = 2, backoff = @Backoff(initial = "0ms"))
    @CircuitBreaker(window = 100)
    @Timeout("1s")
    @Bulkhead(limit = 1)
    @Retention(RetentionPolicy.RUNTIME)
    @interface Chain {}

    @AfterEach
    void close() {
        driven.close();
    }

    /** Every way to return a future. */
    static class Futures {
        int runs;

        @Retry(backoff = @Backoff(initial = "0ms"))
        Future<String> plain(Future<String> future) {
            runs++;
            return future;
        }

        @Retry(maxRetries = 2, backoff = @Backoff(initial = "0ms"))
        CompletionStage<String> stage(CompletableFuture<String> future) {
            runs++;
            return future;
        }

        @Retry(maxRetries = 2, backoff = @Backoff(initial = "0ms"))
        CompletableFuture<String> completable(CompletableFuture<String> future) {
            runs++;
            return future;
        }

        @Retry(maxRetries = 2, backoff = @Backoff(initial = "0ms"))
        @Nullable CompletionStage<String> returnsNull() {
            runs++;
            return null;
        }

        @Retry(maxRetries = 2, backoff = @Backoff(initial = "0ms"))
        CompletionStage<String> throwsAtOnce(Exception failure) throws Exception {
            runs++;
            throw failure;
        }
    }

    @Test
    void a1_differs_any_method_is_served_and_its_return_type_says_how() throws Exception {
        driven.engine().serve(Futures.class);
        assertThat(driven.engine()
                        .plan(Futures.class.getDeclaredMethod("plain", Future.class))
                        .target()
                        .returnsStage())
                .isFalse();
        for (String method : List.of("stage", "completable")) {
            assertThat(driven.engine()
                            .plan(Futures.class.getDeclaredMethod(method, CompletableFuture.class))
                            .target()
                            .returnsStage())
                    .isTrue();
        }
    }

    @Test
    void a2_a_call_never_throws_and_its_failure_arrives_through_the_stage() throws Exception {
        driven.engine().serve(Futures.class);
        Futures futures = new Futures();

        CompletableFuture<String> end = futures.throwsAtOnce(trouble).toCompletableFuture();
        assertThatThrownBy(end::join).isInstanceOf(CompletionException.class).hasCause(trouble);
        assertThat(futures.runs).as("tried again like any failure").isEqualTo(3);
    }

    @Test
    void a2_a_call_returns_at_once_and_ends_when_the_stage_does() {
        Guard guard = driven.engine().guard("chain", Chain.class);
        CompletableFuture<String> own = new CompletableFuture<>();
        CompletableFuture<String> end = guard.stage(() -> own);

        assertThat(end).isNotDone();
        assertThat(held(driven.recorder())).containsEntry("bulkhead chain permits.used", 1.0);
        own.complete("a");
        assertThat(end).isCompletedWithValue("a");
        assertAtRest(driven);
    }

    @Test
    void a2_null_in_place_of_a_stage_is_a_failure_that_arrives_like_any() {
        driven.engine().serve(Futures.class);
        Futures futures = new Futures();
        CompletionStage<String> end = futures.returnsNull();

        assertThat(end).isNotNull();
        assertThatThrownBy(() -> end.toCompletableFuture().join())
                .hasCauseInstanceOf(NullPointerException.class)
                .hasMessageContaining("returnsNull");
    }

    @Test
    void a3_a_plain_future_that_has_failed_is_a_value() {
        driven.engine().serve(Futures.class);
        Futures futures = new Futures();
        Future<String> failed = CompletableFuture.failedFuture(trouble);

        assertThat(futures.plain(failed)).isSameAs(failed);
        assertThat(futures.runs).isEqualTo(1);
    }

    @Test
    void a3_a_stage_that_has_failed_is_a_failure_for_every_policy() {
        driven.engine().serve(Futures.class);
        Futures futures = new Futures();
        CompletableFuture<String> failed = CompletableFuture.failedFuture(trouble);
        assertThat(futures.stage(failed).toCompletableFuture()).isCompletedExceptionally();
        assertThat(futures.completable(failed)).isCompletedExceptionally();
        assertThat(futures.runs).isEqualTo(6);

        driven.engine().guard("chain", Chain.class).<String>stage(() -> failed);
        assertThat(driven.engine().control(CircuitControl.class, "chain").failureRate())
                .isEqualTo(1);
        assertAtRest(driven);
    }

    @Test
    void a4_differs_cancelling_reaches_the_stage_of_the_method_and_interrupts_no_thread() {
        Guard guard = driven.engine().guard("chain", Chain.class);
        CompletableFuture<String> own = new CompletableFuture<>();
        CompletableFuture<String> end = guard.stage(() -> own);

        assertThat(end.cancel(true)).isTrue();
        assertThat(end).isDone();
        assertThat(own).isCancelled();
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
        assertAtRest(driven);
    }

    @Test
    void a5_the_first_attempt_starts_on_the_thread_of_the_caller() {
        Guard guard = driven.engine().guard("chain", Chain.class);
        Thread[] ran = new Thread[1];
        guard.stage(() -> {
            ran[0] = Thread.currentThread();
            return CompletableFuture.completedFuture("a");
        });
        assertThat(ran[0]).isSameAs(Thread.currentThread());
    }

    @Bulkhead(limit = 1)
    @Retention(RetentionPolicy.RUNTIME)
    @interface One {}

    /** A stage that tells its end twice, as one that is not made with care may do. */
    private static final class TellsTwice extends CompletableFuture<String> {
        private final List<BiConsumer<? super String, ? super Throwable>> told = new ArrayList<>();

        @Override
        public CompletableFuture<String> whenComplete(BiConsumer<? super String, ? super Throwable> action) {
            told.add(action);
            return this;
        }

        void tell(@Nullable String value) {
            List.copyOf(told).forEach(action -> action.accept(value, null));
        }
    }

    @Test
    void a_stage_that_tells_its_end_twice_ends_the_call_once() {
        Guard guard = driven.engine().guard("chain", One.class);
        TellsTwice own = new TellsTwice();
        CompletableFuture<String> end = guard.stage(() -> own);
        own.tell("first");
        CompletableFuture<String> holder = guard.stage(CompletableFuture<String>::new);
        own.tell("second");

        assertThat(end).isCompletedWithValue("first");
        assertThat(holder).isNotDone();
        assertThat(held(driven.recorder())).containsEntry("bulkhead chain permits.used", 1.0);
        assertThat(driven.recorder().events())
                .filteredOn(e -> e.startsWith("ended"))
                .hasSize(1);
        holder.cancel(true);
        assertAtRest(driven);
    }

    @Test
    void a_stage_that_refuses_to_be_a_future_is_served_and_cannot_be_cancelled() {
        Guard guard = driven.engine().guard("chain", Chain.class);
        CompletableFuture<String> source = new CompletableFuture<>();
        CompletableFuture<String> end = guard.stage(source::minimalCompletionStage);
        source.complete("a");
        assertThat(end).isCompletedWithValue("a");
        assertAtRest(driven);
    }
}
