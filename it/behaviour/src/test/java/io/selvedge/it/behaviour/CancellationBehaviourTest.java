package io.selvedge.it.behaviour;

import static io.selvedge.it.behaviour.Resting.assertAtRest;
import static io.selvedge.it.behaviour.Resting.held;
import static org.assertj.core.api.Assertions.assertThat;

import io.selvedge.annotations.Backoff;
import io.selvedge.annotations.Bulkhead;
import io.selvedge.annotations.Fallback;
import io.selvedge.annotations.Jitter;
import io.selvedge.annotations.RateLimit;
import io.selvedge.annotations.Retry;
import io.selvedge.annotations.Serialized;
import io.selvedge.annotations.Timeout;
import io.selvedge.failures.CallInterruptedException;
import io.selvedge.testkit.Driven;
import io.selvedge.testkit.DrivenGuard;
import io.selvedge.testkit.EveryDriver;
import io.selvedge.testkit.Reaction;
import io.selvedge.testkit.Running;
import java.io.IOException;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** Who gives a call up ends whatever it is at, and everything that it held comes home at once. */
class CancellationBehaviourTest {
    @Retry(backoff = @Backoff(initial = "100ms", jitter = Jitter.NONE))
    @RateLimit(permits = 10, burst = 2, maxWait = "10s")
    @Timeout("10s")
    @Serialized
    @Bulkhead(limit = 1, queue = 5)
    @Retention(RetentionPolicy.RUNTIME)
    @interface Chain {}

    private static void assertGivenUp(Running running) {
        assertThat(running.isDone()).isTrue();
        assertThat(running.ended().failure())
                .isInstanceOfAny(
                        CancellationException.class, InterruptedException.class, CallInterruptedException.class);
    }

    @EveryDriver
    void a4_while_running(Driven driven) {
        Running running =
                driven.guard(Chain.class).start(() -> Reaction.returns("never").after(5000));
        driven.advance(10);
        running.giveUp();
        assertGivenUp(running);
        assertAtRest(driven);
    }

    @EveryDriver
    void a4_while_standing_in_line(Driven driven) {
        DrivenGuard guard = driven.guard(Chain.class);
        Running holder = guard.start(() -> Reaction.returns("a").after(50));
        Attempts work = new Attempts(Reaction.returns("never"));
        Running queued = guard.start(work);
        assertThat(held(driven.recorder())).containsEntry("serialized Chain waiting", 1.0);
        queued.giveUp();
        assertGivenUp(queued);
        assertThat(held(driven.recorder())).doesNotContainKey("serialized Chain waiting");
        driven.advance(50);
        assertThat(holder.ended().value()).isEqualTo("a");
        assertThat(work.count()).isZero();
        assertAtRest(driven);
    }

    @EveryDriver
    void a4_between_retries(Driven driven) {
        Attempts work = new Attempts(Reaction.fails(new IOException()));
        Running running = driven.guard(Chain.class).start(work);
        driven.advance(50);
        assertThat(held(driven.recorder())).isEmpty();
        running.giveUp();
        assertGivenUp(running);
        driven.advance(10_000);
        assertThat(work.count()).isEqualTo(1);
        assertAtRest(driven);
    }

    @EveryDriver
    void a4_while_waiting_for_a_slot(Driven driven) {
        DrivenGuard guard = driven.guard(Chain.class);
        guard.call(() -> Reaction.returns("a"));
        guard.call(() -> Reaction.returns("a"));
        Attempts work = new Attempts(Reaction.returns("never"));
        Running running = guard.start(work);
        driven.advance(50);
        running.giveUp();
        assertGivenUp(running);
        driven.advance(10_000);
        assertThat(work.count()).isZero();
        assertAtRest(driven);
    }

    @EveryDriver
    void a4_at_any_moment_of_its_life(Driven driven) {
        for (int moment = 0; moment < 600; moment += 10) {
            DrivenGuard guard = driven.guard("chain " + moment, Chain.class);
            Running holder = guard.start(() -> Reaction.returns("a").after(35));
            Running running = guard.start(new Attempts(
                    Reaction.fails(new IOException()).after(20),
                    Reaction.returns("b").after(20)));
            Running behind = guard.start(() -> Reaction.returns("c").after(5));
            driven.advance(moment);
            running.giveUp();
            driven.advance(2000);
            assertThat(holder.ended().value()).isEqualTo("a");
            assertThat(behind.ended().value()).isEqualTo("c");
            assertThat(running.isDone()).isTrue();
            assertAtRest(driven);
        }
    }

    /** A body that cannot be cancelled, and a fallback that must not run for nobody. */
    static class Service {
        final CompletableFuture<String> body = new CompletableFuture<>() {
            @Override
            public boolean cancel(boolean mayInterruptIfRunning) {
                return false;
            }
        };
        int standIns;
        int attempts;

        @Fallback("instead")
        @Retry(maxRetries = -1, backoff = @Backoff(initial = "0ms"))
        @Bulkhead(limit = 1)
        CompletionStage<String> deaf() {
            attempts++;
            return body;
        }

        private CompletionStage<String> instead() {
            standIns++;
            return CompletableFuture.completedFuture("instead");
        }
    }

    @Test
    void b6_after_a_cancellation_nothing_more_is_tried_and_nobody_stands_in() {
        try (Driven driven = new Driven(Driven.Mode.STAGE_LATER)) {
            driven.engine().serve(Service.class);
            Service service = new Service();
            CompletableFuture<String> end = service.deaf().toCompletableFuture();

            assertThat(end.cancel(true)).isTrue();
            assertThat(end).isCancelled();
            assertThat(held(driven.recorder())).as("the work goes on").isNotEmpty();
            service.body.completeExceptionally(new IOException());

            assertThat(service.attempts).isEqualTo(1);
            assertThat(service.standIns).as("for whom?").isZero();
            assertAtRest(driven);
        }
    }

    @Test
    void a4_cancelling_within_the_method_itself_is_seen() {
        try (Driven driven = new Driven(Driven.Mode.STAGE_LATER)) {
            io.selvedge.runtime.Guard guard = driven.engine().guard("self", Chain.class);
            CompletableFuture<CompletableFuture<String>> itself = new CompletableFuture<>();
            CompletableFuture<String> gate = new CompletableFuture<>();
            CompletableFuture<String> holder = guard.stage(() -> gate);
            CompletableFuture<String> second = guard.stage(() -> {
                itself.join().cancel(true);
                return new CompletableFuture<>();
            });
            itself.complete(second);
            gate.complete("a");

            assertThat(holder).isCompletedWithValue("a");
            assertThat(second).isCancelled();
            assertAtRest(driven);
        }
    }

    @Test
    void a4_cancelling_what_was_derived_leaves_the_call_alone() {
        try (Driven driven = new Driven(Driven.Mode.STAGE_LATER)) {
            CompletableFuture<String> gate = new CompletableFuture<>();
            CompletableFuture<String> end =
                    driven.engine().guard("derived", Chain.class).stage(() -> gate);
            end.thenApply(String::length).cancel(true);
            assertThat(end).isNotDone();
            gate.complete("a");
            assertThat(end).isCompletedWithValue("a");
            assertThat(end.cancel(true)).as("too late").isFalse();
            assertAtRest(driven);
        }
    }
}
