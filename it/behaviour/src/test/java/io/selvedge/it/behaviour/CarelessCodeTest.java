package io.selvedge.it.behaviour;

import static io.selvedge.it.behaviour.Resting.assertAtRest;
import static org.assertj.core.api.Assertions.assertThat;

import io.selvedge.annotations.Backoff;
import io.selvedge.annotations.Bulkhead;
import io.selvedge.annotations.Fallback;
import io.selvedge.annotations.PolicyOrder;
import io.selvedge.annotations.Retry;
import io.selvedge.annotations.Timeout;
import io.selvedge.failures.CallTimeoutException;
import io.selvedge.runtime.EngineOptions;
import io.selvedge.runtime.drive.ContextCarrier;
import io.selvedge.runtime.time.Time;
import io.selvedge.testkit.Driven;
import io.selvedge.testkit.Ended;
import io.selvedge.testkit.Running;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Code of users that does not keep its word, or does not listen: no call hangs, and none runs for nobody. */
class CarelessCodeTest {
    private static final IOException TROUBLE = new IOException("trouble");

    /** A stage that tells of two ends. */
    private static final class Twice extends CompletableFuture<String> {
        @Override
        public CompletableFuture<String> whenComplete(
                BiConsumer<? super @Nullable String, ? super @Nullable Throwable> action) {
            action.accept(null, TROUBLE);
            action.accept("stray", null);
            return this;
        }
    }

    /** A stage that fails to be cancelled. */
    private static final class Stubborn extends CompletableFuture<String> {
        @Override
        public boolean cancel(boolean mayInterruptIfRunning) {
            throw new IllegalStateException("not now");
        }
    }

    static class Methods {
        @Bulkhead(limit = 1, queue = 1)
        CompletionStage<String> inLine(CompletableFuture<String> stage) {
            return stage;
        }

        @Timeout("50ms")
        CompletionStage<String> stage(CompletableFuture<String> stage) {
            return stage;
        }

        @Timeout(value = "50ms", abandon = true)
        String elsewhere() {
            return "run";
        }

        @PolicyOrder({Timeout.class, Fallback.class})
        @Timeout(value = "50ms", abandon = true)
        @Fallback("instead")
        String standsIn() throws IOException {
            throw TROUBLE;
        }

        String instead() {
            return "instead";
        }
    }

    /** Swallows interrupts. */
    static class Deaf {
        final AtomicInteger runs = new AtomicInteger();
        private final Time time;

        Deaf(Driven driven) {
            time = driven.time();
        }

        @Told
        @Retry(maxRetries = 3, backoff = @Backoff(initial = "0ms"))
        int deaf(int index) throws IOException {
            try {
                time.pause(Duration.ofMillis(index == 0 ? 100 : 5).toNanos());
            } catch (InterruptedException swallowed) {
                throw new IOException("run " + runs.incrementAndGet(), swallowed);
            }
            return index;
        }
    }

    @Test
    void of_two_ends_of_a_stage_the_first_counts() {
        try (Driven driven = new Driven(Driven.Mode.STAGE_LATER)) {
            Methods methods = new Methods();
            Ended ended = new Scripted(driven, Methods.class).call(() -> "blocking", () -> methods.stage(new Twice()));
            assertThat(ended.failure()).isSameAs(TROUBLE);
            assertAtRest(driven);
        }
    }

    @Test
    void a_limit_is_kept_though_the_stage_fails_to_be_cancelled() {
        try (Driven driven = new Driven(Driven.Mode.STAGE_LATER)) {
            driven.engine().serve(Methods.class);
            CompletableFuture<String> result =
                    new Methods().stage(new Stubborn()).toCompletableFuture();
            driven.time().advance(Duration.ofMillis(50));
            assertThat(result).isCompletedExceptionally();
            assertThat(result.handle((value, failure) -> failure).join()).isInstanceOf(CallTimeoutException.class);
        }
    }

    /** Has no thread for that many tasks, then runs each at once. */
    private static UnaryOperator<EngineOptions> exhausted(int times) {
        AtomicInteger left = new AtomicInteger(times);
        return options -> options.withExecutor(task -> {
            if (left.getAndDecrement() > 0) {
                throw new RejectedExecutionException("no thread left");
            }
            task.run();
        });
    }

    @Test
    void a_permit_is_not_lost_on_a_machine_without_threads() {
        try (Driven driven = new Driven(Driven.Mode.STAGE_LATER, exhausted(3))) {
            driven.engine().serve(Methods.class);
            CompletableFuture<String> first = new CompletableFuture<>();
            new Methods().inLine(first);
            CompletableFuture<String> second = new Methods()
                    .inLine(CompletableFuture.completedFuture("second"))
                    .toCompletableFuture();
            first.complete("first");
            driven.advance(29);
            assertThat(second).isNotDone();
            driven.advance(1);
            assertThat(second).isCompletedWithValue("second");
            assertAtRest(driven);
        }
    }

    @Test
    void a_limit_comes_late_but_comes_on_a_machine_without_threads() {
        try (Driven driven = new Driven(Driven.Mode.STAGE_LATER, exhausted(2))) {
            driven.engine().serve(Methods.class);
            CompletableFuture<String> result =
                    new Methods().stage(new CompletableFuture<>()).toCompletableFuture();
            driven.advance(50);
            assertThat(result).isNotDone();
            driven.advance(20);
            assertThat(result.handle((value, failure) -> failure).join()).isInstanceOf(CallTimeoutException.class);
            assertAtRest(driven);
        }
    }

    @Test
    void a_context_that_cannot_be_put_on_ends_the_call_at_once() {
        IllegalStateException torn = new IllegalStateException("torn");
        ContextCarrier carrier = () -> () -> {
            throw torn;
        };
        try (Driven driven = Driven.withHands(Driven.Mode.BLOCKING, options -> options.withCarrier(carrier))) {
            driven.engine().serve(Methods.class);
            Running running = driven.started(() -> new Methods().elsewhere());
            driven.settle();
            assertThat(running.ended().failure()).isSameAs(torn);
        }
    }

    @Test
    void a_stand_in_on_a_thread_that_may_be_abandoned_is_recorded_as_one() {
        try (Driven driven = Driven.withHands(Driven.Mode.BLOCKING, options -> options)) {
            driven.engine().serve(Methods.class);
            Running running = driven.started(() -> new Methods().standsIn());
            driven.settle();
            assertThat(running.ended().value()).isEqualTo("instead");
            assertThat(driven.recorder().events()).contains("ended fallback after 0ns");
        }
    }

    @Test
    void a_child_that_swallows_its_interrupt_is_not_tried_again() {
        try (Kin kin = new Kin(Driven.Mode.BLOCKING)) {
            kin.engine().serve(Deaf.class);
            Deaf methods = new Deaf(kin.driven);
            Brood brood = new Brood(2).race();
            kin.room.answer = call -> brood;
            Running running = kin.driven.started(() -> methods.deaf(9));
            kin.driven.advance(5);
            kin.driven.settle();
            assertThat(running.isDone()).isTrue();
            assertThat(brood.told).hasValue(2);
            assertThat(methods.runs).hasValue(1);
        }
    }
}
