package io.selvedge.it.behaviour;

import static io.selvedge.it.behaviour.Resting.assertAtRest;
import static io.selvedge.it.behaviour.Resting.held;
import static org.assertj.core.api.Assertions.assertThat;

import io.selvedge.annotations.Backoff;
import io.selvedge.annotations.Bulkhead;
import io.selvedge.annotations.Fallback;
import io.selvedge.annotations.PolicyOrder;
import io.selvedge.annotations.Retry;
import io.selvedge.annotations.Serialized;
import io.selvedge.annotations.Timeout;
import io.selvedge.failures.BulkheadFullException;
import io.selvedge.failures.CallTimeoutException;
import io.selvedge.failures.CircuitOpenException;
import io.selvedge.failures.Place;
import io.selvedge.runtime.Guard;
import io.selvedge.runtime.drive.Lineage;
import io.selvedge.testkit.Driven;
import io.selvedge.testkit.Reaction;
import java.io.IOException;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * An asynchronous call takes its time limit along when it leaves its caller's thread, and everything that it holds behind
 * it. Until then nobody is there to be told that the time is over.
 */
class LimitedStageBehaviourTest {
    private final Driven driven = new Driven(Driven.Mode.STAGE_LATER);

    @AfterEach
    void close() {
        driven.close();
    }

    @Timeout("100ms")
    @Serialized
    @Retention(RetentionPolicy.RUNTIME)
    @interface LimitedTurn {}

    @Test
    void who_was_made_part_of_it_before_it_left_its_thread_may_re_enter_what_it_holds_until_it_is_over()
            throws Exception {
        Guard guard = driven.engine().guard("turn", LimitedTurn.class);
        List<Lineage> within = new ArrayList<>();
        CompletableFuture<String> work = new CompletableFuture<>();
        CompletableFuture<String> outer = guard.stage(() -> {
            within.add(Lineage.current());
            return work;
        });
        Callable<CompletableFuture<String>> nested =
                () -> guard.stage(() -> CompletableFuture.completedFuture("nested"));

        assertThat(within.get(0).call(nested)).isCompletedWithValue("nested");
        CompletableFuture<String> stranger = nested.call();
        assertThat(stranger).isNotDone();

        work.complete("outer");
        assertThat(outer).isCompletedWithValue("outer");
        assertThat(stranger).isCompletedWithValue("nested");
        CompletableFuture<String> next = new CompletableFuture<>();
        CompletableFuture<String> holder = guard.stage(() -> next);
        CompletableFuture<String> tooLate = within.get(0).call(nested);
        assertThat(tooLate).as("a call that is over lets nobody in").isNotDone();
        next.complete("next");
        assertThat(List.of(holder.join(), tooLate.join())).containsExactly("next", "nested");
        assertAtRest(driven);
    }

    @Timeout("100ms")
    @Bulkhead(limit = 1, queue = 1)
    @Retention(RetentionPolicy.RUNTIME)
    @interface LimitedPermit {}

    @Test
    void who_was_made_part_of_it_before_it_left_its_thread_never_waits_for_the_permit_that_it_holds() throws Exception {
        Guard guard = driven.engine().guard("permit", LimitedPermit.class);
        List<Lineage> within = new ArrayList<>();
        CompletableFuture<String> work = new CompletableFuture<>();
        CompletableFuture<String> outer = guard.stage(() -> {
            within.add(Lineage.current());
            return work;
        });

        assertNested(within.get(0).call(() -> guard.stage(() -> CompletableFuture.completedFuture("nested"))));
        work.complete("outer");
        assertThat(outer).isCompletedWithValue("outer");
        assertAtRest(driven);
    }

    @Test
    void a_limit_that_ends_the_wait_of_its_caller_leaves_the_turn_with_work_that_goes_on() {
        Guard guard = driven.engine().guard("turn", LimitedTurn.class);
        CompletableFuture<Object> outer = guard.stage(
                () -> stage(driven.react(Reaction.returns("late").after(150).stubbornly())));
        driven.advance(100);

        assertThat(failure(outer)).isInstanceOf(CallTimeoutException.class);
        assertThat(held(driven.recorder())).containsEntry("serialized turn turns.held", 1.0);
        driven.advance(50);
        assertAtRest(driven);
    }

    @Test
    void a_method_that_keeps_its_callers_thread_past_the_limit_has_run_out_of_time() {
        Guard guard = driven.engine().guard("turn", LimitedTurn.class);
        IOException own = new IOException();

        assertThat(failure(guard.stage(() -> {
                    driven.time().advance(Duration.ofMillis(100));
                    return CompletableFuture.completedFuture("late");
                })))
                .isInstanceOf(CallTimeoutException.class);
        assertThat(failure(guard.stage(() -> {
                    driven.time().advance(Duration.ofMillis(100));
                    throw own;
                })))
                .isInstanceOfSatisfying(
                        CallTimeoutException.class,
                        late -> assertThat(late.getSuppressed()).containsExactly(own));
        CompletableFuture<String> inTime = guard.stage(() -> {
            driven.time().advance(Duration.ofMillis(99));
            return CompletableFuture.completedFuture("in time");
        });
        assertThat(inTime).isCompletedWithValue("in time");
        assertAtRest(driven);
    }

    @Test
    void what_a_caller_has_used_up_of_the_limit_is_not_given_anew_to_the_stage() {
        Guard guard = driven.engine().guard("turn", LimitedTurn.class);
        CompletableFuture<String> outer = guard.stage(() -> {
            driven.time().advance(Duration.ofMillis(60));
            return new CompletableFuture<>();
        });
        driven.advance(39);
        assertThat(outer).isNotDone();
        driven.advance(1);
        assertThat(failure(outer)).isInstanceOf(CallTimeoutException.class);
        assertAtRest(driven);
    }

    @Timeout("1s")
    @Bulkhead(limit = 1)
    @Retry(backoff = @Backoff(initial = "100ms"))
    @PolicyOrder({Timeout.class, Retry.class})
    @Retention(RetentionPolicy.RUNTIME)
    @interface RetriedWithin {}

    @Test
    void attempts_go_on_behind_the_limit_after_a_wait() {
        Guard guard = driven.engine().guard("retried", RetriedWithin.class);
        List<CompletionStage<String>> attempts = new ArrayList<>(List.of(
                CompletableFuture.failedFuture(new IOException()),
                CompletableFuture.failedFuture(new IOException()),
                CompletableFuture.completedFuture("third")));
        CompletableFuture<String> outer = guard.stage(() -> attempts.remove(0));
        assertThat(outer).isNotDone();
        driven.advance(500);

        assertThat(outer).isCompletedWithValue("third");
        assertAtRest(driven);
    }

    @Timeout("1s")
    @Retry(backoff = @Backoff(initial = "0ms"))
    @PolicyOrder({Timeout.class, Retry.class})
    @Retention(RetentionPolicy.RUNTIME)
    @interface RetriedAtOnce {}

    @Test
    void the_failure_before_is_not_lost_on_the_way_behind_the_limit() {
        Guard guard = driven.engine().guard("at once", RetriedAtOnce.class);
        IOException first = new IOException();
        CircuitOpenException refusal = new CircuitOpenException(new Place("m", ""), "forced_open", -1);
        CompletableFuture<String> second = new CompletableFuture<>();
        AtomicInteger attempts = new AtomicInteger();
        CompletableFuture<String> outer = guard.stage(() -> {
            if (attempts.incrementAndGet() == 1) {
                throw first;
            }
            return second;
        });
        assertThat(attempts).as("both have begun on the caller's thread").hasValue(2);
        second.completeExceptionally(refusal);

        assertThat(failure(outer)).isSameAs(first);
        assertThat(first.getSuppressed()).containsExactly(refusal);
        assertAtRest(driven);
    }

    @Test
    void an_attempt_that_begins_where_the_one_before_has_failed_later_does_not_keep_the_caller_past_the_limit() {
        Guard guard = driven.engine().guard("at once", RetriedAtOnce.class);
        CompletableFuture<String> first = new CompletableFuture<>();
        List<CompletableFuture<String>> outer = new ArrayList<>();
        List<Boolean> toldWhileItRan = new ArrayList<>();
        AtomicInteger attempts = new AtomicInteger();
        outer.add(guard.stage(() -> {
            if (attempts.incrementAndGet() == 1) {
                return first;
            }
            driven.time().advance(Duration.ofSeconds(1));
            toldWhileItRan.add(isTold(outer.get(0)));
            return CompletableFuture.completedFuture("late");
        }));
        driven.advance(10);
        first.completeExceptionally(new IOException());
        driven.advance(0);

        assertThat(attempts).hasValue(2);
        assertThat(toldWhileItRan).containsExactly(true);
        assertThat(failure(outer.get(0))).isInstanceOf(CallTimeoutException.class);
        assertAtRest(driven);
    }

    static class Search {
        final CompletableFuture<String> found = new CompletableFuture<>();
        final List<Boolean> toldWhileItWasLookedAt = new ArrayList<>();
        private final Driven driven;
        private @Nullable CompletableFuture<String> outer;

        /** How long it takes to look at a result. */
        private final Duration thought;

        Search(Driven driven, Duration thought) {
            this.driven = driven;
            this.thought = thought;
        }

        void begin() {
            outer = find().toCompletableFuture();
        }

        CompletableFuture<String> outer() {
            return Objects.requireNonNull(outer);
        }

        @Timeout("1s")
        @Retry(backoff = @Backoff(initial = "0ms"), retryIf = "isEmpty")
        @PolicyOrder({Timeout.class, Retry.class})
        CompletionStage<String> find() {
            return found;
        }

        private boolean isEmpty(@Nullable String result) {
            driven.time().advance(thought);
            toldWhileItWasLookedAt.add(isTold(outer()));
            return false;
        }
    }

    @Test
    void who_takes_long_to_look_at_a_result_does_not_keep_the_caller_past_the_limit() {
        Search search = new Search(driven, Duration.ofSeconds(1));
        driven.engine().serve(Search.class);
        search.begin();
        driven.advance(10);
        search.found.complete("found");
        driven.advance(0);

        assertThat(search.toldWhileItWasLookedAt).containsExactly(true);
        assertThat(failure(search.outer())).isInstanceOf(CallTimeoutException.class);
        assertAtRest(driven);
    }

    static class Standby {
        final CompletableFuture<String> first = new CompletableFuture<>();
        int standIns;

        @Timeout("1s")
        @Fallback("instead")
        @PolicyOrder({Timeout.class, Fallback.class})
        CompletionStage<String> find() {
            return first;
        }

        private CompletionStage<String> instead() {
            standIns++;
            return CompletableFuture.completedFuture("instead");
        }
    }

    @Test
    void a_stage_that_has_failed_before_the_limit_and_is_told_after_it_is_not_stood_in_for() {
        Standby standby = new Standby();
        driven.engine().serve(Standby.class);
        CompletableFuture<String> outer = standby.find().toCompletableFuture();
        driven.advance(900);
        // Dependents are told last in, first out: the limit comes before the call has been told.
        CompletableFuture<String> before =
                standby.first.whenComplete((value, thrown) -> driven.time().advance(Duration.ofMillis(200)));
        standby.first.completeExceptionally(new IOException());

        assertThat(before).isCompletedExceptionally();
        assertThat(failure(outer)).isInstanceOf(CallTimeoutException.class);
        assertThat(standby.standIns).isZero();
        assertAtRest(driven);
    }

    @Test
    void a_result_that_came_before_the_limit_and_is_told_after_it_is_looked_at_when_the_caller_has_been_told() {
        Queue<Runnable> handedOver = new ArrayDeque<>();
        try (Driven handing = new Driven(Driven.Mode.STAGE_LATER, options -> options.withExecutor(handedOver::add))) {
            Search search = new Search(handing, Duration.ZERO);
            handing.engine().serve(Search.class);
            search.begin();
            handing.advance(900);
            CompletableFuture<String> before = search.found.whenComplete((value, thrown) -> {
                handing.time().advance(Duration.ofMillis(200));
                handedOver.remove().run();
            });
            search.found.complete("found");

            assertThat(before).isCompletedWithValue("found");
            assertThat(failure(search.outer())).isInstanceOf(CallTimeoutException.class);
            assertThat(search.toldWhileItWasLookedAt).isEmpty();
            handedOver.remove().run();
            assertThat(search.toldWhileItWasLookedAt).containsExactly(true);
            assertThat(handedOver).isEmpty();
            assertAtRest(handing);
        }
    }

    @Retry(maxRetries = 1, backoff = @Backoff(initial = "0ms"))
    @Timeout("100ms")
    @Serialized
    @Retention(RetentionPolicy.RUNTIME)
    @interface TurnForEachAttempt {}

    @Test
    void an_attempt_does_not_share_the_turn_of_the_one_before_whose_work_goes_on() {
        Guard guard = driven.engine().guard("turns", TurnForEachAttempt.class);
        List<Reaction> attempts =
                new ArrayList<>(List.of(Reaction.returns("late").after(150).stubbornly(), Reaction.returns("second")));
        CompletableFuture<Object> outer = guard.stage(() -> stage(driven.react(attempts.remove(0))));
        driven.advance(149);
        assertThat(attempts).as("the second waits for its turn").hasSize(1);
        driven.advance(1);

        assertThat(outer).isCompletedWithValue("second");
        assertAtRest(driven);
    }

    @Bulkhead(limit = 1, queue = 1)
    @Retry(backoff = @Backoff(initial = "0ms"))
    @Timeout("100ms")
    @PolicyOrder({Bulkhead.class, Retry.class, Timeout.class})
    @Retention(RetentionPolicy.RUNTIME)
    @interface AttemptsUnderOnePermit {}

    @Test
    void who_was_made_part_of_an_earlier_attempt_never_waits_for_what_the_call_holds_around_a_later_one() {
        Guard guard = driven.engine().guard("attempts", AttemptsUnderOnePermit.class);
        List<Lineage> within = new ArrayList<>();
        List<CompletableFuture<String>> nested = new ArrayList<>();
        CompletableFuture<String> outer = guard.stage(() -> {
            within.add(Lineage.current());
            if (within.size() == 1) {
                throw new IOException();
            }
            nested.add(within.get(0).call(() -> guard.stage(() -> CompletableFuture.completedFuture("nested"))));
            return CompletableFuture.completedFuture("outer");
        });

        assertNested(nested.get(0));
        assertThat(outer).isCompletedWithValue("outer");
        assertAtRest(driven);
    }

    private static void assertNested(CompletableFuture<?> call) {
        assertThat(failure(call))
                .isInstanceOfSatisfying(
                        BulkheadFullException.class,
                        refusal -> assertThat(refusal.reason()).isEqualTo("nested"));
    }

    /** Whether the caller learns how its call has ended, before this thread goes on. */
    private static boolean isTold(CompletableFuture<?> outer) {
        return outer.handle((value, thrown) -> true)
                .completeOnTimeout(false, 10, TimeUnit.SECONDS)
                .join();
    }

    private static @Nullable Throwable failure(CompletableFuture<?> future) {
        assertThat(future).isDone();
        return future.handle((value, thrown) -> thrown).join();
    }

    @SuppressWarnings("unchecked") // asynchronous modes react so
    private static CompletionStage<Object> stage(@Nullable Object reaction) {
        return (CompletionStage<Object>) Objects.requireNonNull(reaction);
    }
}
