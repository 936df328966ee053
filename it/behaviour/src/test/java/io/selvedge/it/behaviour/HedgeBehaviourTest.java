package io.selvedge.it.behaviour;

import static io.selvedge.it.behaviour.Resting.assertAtRest;
import static io.selvedge.it.behaviour.Resting.reading;
import static org.assertj.core.api.Assertions.assertThat;

import io.selvedge.annotations.Backoff;
import io.selvedge.annotations.Bulkhead;
import io.selvedge.annotations.FanOut;
import io.selvedge.annotations.Hedge;
import io.selvedge.annotations.Jitter;
import io.selvedge.annotations.Retry;
import io.selvedge.annotations.Timeout;
import io.selvedge.failures.BulkheadFullException;
import io.selvedge.failures.CallInterruptedException;
import io.selvedge.failures.CallTimeoutException;
import io.selvedge.runtime.FanGuard;
import io.selvedge.testkit.Driven;
import io.selvedge.testkit.DrivenGuard;
import io.selvedge.testkit.Reaction;
import io.selvedge.testkit.Running;
import java.io.IOException;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a hedge promises, under every driver. */
class HedgeBehaviourTest {
    @Hedge(after = "20ms", idempotent = true)
    @Retention(RetentionPolicy.RUNTIME)
    @interface Hedged {}

    @Hedge(after = "20ms", max = 3, budgetFloor = 10, idempotent = true)
    @Retention(RetentionPolicy.RUNTIME)
    @interface ThreeMore {}

    @Retry(maxRetries = 1, backoff = @Backoff(initial = "10ms", jitter = Jitter.NONE))
    @Hedge(after = "20ms", budgetFloor = 10, idempotent = true)
    @Timeout("50ms")
    @Bulkhead(limit = 2)
    @Retention(RetentionPolicy.RUNTIME)
    @interface Chain {}

    private static double shown(Driven driven, Class<?> bundle, String figure) {
        return reading(driven, "hedge " + bundle.getSimpleName(), figure);
    }

    @ParameterizedTest
    @EnumSource
    void a_call_that_is_fast_enough_runs_once(Driven.Mode mode) {
        try (Driven driven = Driven.withHands(mode, options -> options)) {
            Attempts work = new Attempts(Reaction.returns("a").after(19));
            Running call = driven.guard(Hedged.class).start(work);
            driven.advance(100);
            assertThat(call.ended().value()).isEqualTo("a");
            assertThat(call.ended().tookMillis()).isEqualTo(19);
            assertThat(work.count()).isEqualTo(1);
            assertThat(shown(driven, Hedged.class, "begun")).isZero();
            assertAtRest(driven);
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_slow_call_is_doubled_and_the_first_success_wins(Driven.Mode mode) {
        try (Driven driven = Driven.withHands(mode, options -> options)) {
            Attempts work = new Attempts(
                    Reaction.returns("slow").after(1000),
                    Reaction.returns("fast").after(10));
            Running call = driven.guard(Hedged.class).start(work);
            driven.advance(30);
            assertThat(call.ended().value()).isEqualTo("fast");
            assertThat(call.ended().tookMillis()).isEqualTo(30);
            assertThat(shown(driven, Hedged.class, "begun")).isEqualTo(1);
            assertThat(shown(driven, Hedged.class, "won")).isEqualTo(1);
            assertThat(driven.time().armed()).as("alarms of the loser").isZero();
            assertAtRest(driven);
        }
    }

    @ParameterizedTest
    @EnumSource
    void the_first_run_may_still_win(Driven.Mode mode) {
        try (Driven driven = Driven.withHands(mode, options -> options)) {
            Attempts work = new Attempts(
                    Reaction.returns("first").after(25),
                    Reaction.returns("second").after(1000));
            Running call = driven.guard(Hedged.class).start(work);
            driven.advance(25);
            assertThat(call.ended().value()).isEqualTo("first");
            assertThat(shown(driven, Hedged.class, "begun")).isEqualTo(1);
            assertThat(shown(driven, Hedged.class, "won")).isZero();
            assertAtRest(driven);
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_loser_that_does_not_listen_holds_nobody(Driven.Mode mode) {
        try (Driven driven = Driven.withHands(mode, options -> options)) {
            Attempts work = new Attempts(
                    Reaction.returns("stubborn").after(1000).stubbornly(),
                    Reaction.returns("fast").after(10));
            Running call = driven.guard(Hedged.class).start(work);
            driven.advance(30);
            assertThat(call.ended().value()).isEqualTo("fast");
            assertThat(call.ended().tookMillis()).isEqualTo(30);
            driven.advance(1000);
            assertAtRest(driven);
        }
    }

    @ParameterizedTest
    @EnumSource
    void null_is_a_success(Driven.Mode mode) {
        try (Driven driven = Driven.withHands(mode, options -> options)) {
            Running call = driven.guard(Hedged.class)
                    .start(() -> Reaction.returns(null).after(5));
            driven.advance(5);
            assertThat(call.ended().returned()).isTrue();
            assertThat(call.ended().value()).isNull();
            assertAtRest(driven);
        }
    }

    @ParameterizedTest
    @EnumSource
    void max_runs_come_on_top_each_a_delay_after_the_one_before(Driven.Mode mode) {
        try (Driven driven = Driven.withHands(mode, options -> options)) {
            Attempts work = new Attempts(Reaction.returns("slow").after(1000));
            Running call = driven.guard(ThreeMore.class).start(work);
            for (int runs = 1; runs <= 4; runs++) {
                assertThat(work.count()).isEqualTo(runs);
                driven.advance(19);
                assertThat(work.count()).isEqualTo(runs);
                driven.advance(1);
            }
            driven.advance(500);
            assertThat(work.count()).isEqualTo(4);
            driven.advance(500);
            assertThat(call.ended().value()).isEqualTo("slow");
            assertThat(call.ended().tookMillis()).isEqualTo(1000);
            assertAtRest(driven);
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_failure_before_the_delay_fails_the_call_at_once(Driven.Mode mode) {
        try (Driven driven = Driven.withHands(mode, options -> options)) {
            IOException failure = new IOException();
            Attempts work = new Attempts(Reaction.fails(failure).after(10));
            Running call = driven.guard(Hedged.class).start(work);
            driven.advance(10);
            assertThat(call.ended().failure()).isSameAs(failure);
            driven.advance(100);
            assertThat(work.count()).isEqualTo(1);
            assertAtRest(driven);
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_failure_while_another_runs_leaves_the_outcome_to_that(Driven.Mode mode) {
        try (Driven driven = Driven.withHands(mode, options -> options)) {
            Attempts work = new Attempts(
                    Reaction.fails(new IOException()).after(25),
                    Reaction.returns("b").after(10));
            Running call = driven.guard(Hedged.class).start(work);
            driven.advance(30);
            assertThat(call.ended().value()).isEqualTo("b");
            assertThat(call.ended().tookMillis()).isEqualTo(30);
            assertAtRest(driven);
        }
    }

    @ParameterizedTest
    @EnumSource
    void if_all_fail_the_first_failure_leaves_with_the_others_suppressed(Driven.Mode mode) {
        try (Driven driven = Driven.withHands(mode, options -> options)) {
            IOException first = new IOException("1");
            IOException second = new IOException("2");
            Attempts work = new Attempts(
                    Reaction.fails(second).after(30), Reaction.fails(first).after(5));
            Running call = driven.guard(Hedged.class).start(work);
            driven.advance(30);
            assertThat(call.ended().failure()).isSameAs(first);
            assertThat(first.getSuppressed()).containsExactly(second);
            assertThat(call.ended().tookMillis()).isEqualTo(30);
            assertAtRest(driven);
        }
    }

    @Hedge(after = "20ms", idempotent = true)
    @Bulkhead(limit = 1)
    @Retention(RetentionPolicy.RUNTIME)
    @interface OnePermit {}

    @ParameterizedTest
    @EnumSource
    void a_refusal_further_in_is_no_true_failure(Driven.Mode mode) {
        try (Driven driven = Driven.withHands(mode, options -> options)) {
            IOException failure = new IOException();
            Running call = driven.guard(OnePermit.class)
                    .start(() -> Reaction.fails(failure).after(30));
            driven.advance(30);
            assertThat(call.ended().failure()).isSameAs(failure);
            assertThat(failure.getSuppressed()).hasOnlyElementsOfType(BulkheadFullException.class);
            assertAtRest(driven);
        }
    }

    @ParameterizedTest
    @EnumSource
    void who_gives_up_ends_all_runs(Driven.Mode mode) {
        try (Driven driven = Driven.withHands(mode, options -> options)) {
            Attempts work = new Attempts(Reaction.returns("slow").after(1000));
            Running call = driven.guard(Hedged.class).start(work);
            driven.advance(50);
            assertThat(work.count()).isEqualTo(2);
            call.giveUp();
            assertThat(call.ended().failure())
                    .isInstanceOfAny(
                            InterruptedException.class, CallInterruptedException.class, CancellationException.class);
            assertAtRest(driven);
        }
    }

    @ParameterizedTest
    @EnumSource
    void who_gives_up_before_the_delay_causes_no_further_run(Driven.Mode mode) {
        try (Driven driven = Driven.withHands(mode, options -> options)) {
            Attempts work = new Attempts(Reaction.returns("slow").after(1000));
            Running call = driven.guard(Hedged.class).start(work);
            driven.advance(10);
            call.giveUp();
            driven.advance(100);
            assertThat(call.isDone()).isTrue();
            assertThat(work.count()).isEqualTo(1);
            assertAtRest(driven);
        }
    }

    @ParameterizedTest
    @EnumSource
    void each_attempt_of_a_retry_may_be_doubled_and_limits_hold_for_each_run(Driven.Mode mode) {
        try (Driven driven = Driven.withHands(mode, options -> options)) {
            Attempts work = new Attempts(
                    Reaction.returns("1").after(1000),
                    Reaction.returns("2").after(1000),
                    Reaction.returns("3").after(1000),
                    Reaction.returns("4").after(10));
            Running call = driven.guard(Chain.class).start(work);
            driven.advance(50 + 20 + 10 + 20 + 10);
            assertThat(call.ended().value()).isEqualTo("4");
            assertThat(call.ended().tookMillis()).isEqualTo(110);
            assertThat(work.count()).isEqualTo(4);
            assertThat(driven.recorder().events("Chain")).contains("retry: again after 10ms");
            assertAtRest(driven);
        }
    }

    @ParameterizedTest
    @EnumSource
    void when_all_run_out_of_time_the_call_does(Driven.Mode mode) {
        try (Driven driven = Driven.withHands(mode, options -> options)) {
            Running call = driven.guard(Chain.class)
                    .start(() -> Reaction.returns("never").after(1000));
            driven.advance(200);
            assertThat(call.ended().failure()).isInstanceOf(CallTimeoutException.class);
            assertThat(call.ended().tookMillis()).isEqualTo(50 + 20 + 10 + 50 + 20);
            assertAtRest(driven);
        }
    }

    @FanOut(concurrency = 2)
    @Hedge(after = "20ms", budgetFloor = 10, idempotent = true)
    @Retention(RetentionPolicy.RUNTIME)
    @interface HedgedChildren {}

    @ParameterizedTest
    @EnumSource
    void each_child_of_a_fan_out_may_be_doubled(Driven.Mode mode) {
        try (Driven driven = Driven.withHands(mode, options -> options)) {
            FanGuard fan = driven.engine().fanOut("fan", HedgedChildren.class);
            Map<Object, AtomicInteger> runs = new ConcurrentHashMap<>();
            Running call = driven.started(() -> driven.blocking()
                    ? fan.all(List.of("a", "b"), each -> List.of(react(driven, runs, each)))
                    : fan.stageAll(List.of("a", "b"), each -> stage(react(driven, runs, each))));
            driven.advance(30);
            assertThat(call.ended().value()).isEqualTo(List.of("run 2", "run 2"));
            driven.advance(1000);
            assertAtRest(driven);
        }
    }

    private static Object react(Driven driven, Map<Object, AtomicInteger> runs, Object child) throws Exception {
        int run = runs.computeIfAbsent(child, first -> new AtomicInteger()).incrementAndGet();
        return driven.react(Reaction.returns("run " + run).after(run == 1 ? 1000 : 10));
    }

    @SuppressWarnings("unchecked")
    private static CompletionStage<List<Object>> stage(Object staged) {
        return ((CompletionStage<Object>) staged).thenApply(List::of);
    }

    @Hedge(after = "20ms", budget = 0.1, budgetFloor = 0, idempotent = true)
    @Retention(RetentionPolicy.RUNTIME)
    @interface Tenth {}

    @ParameterizedTest
    @EnumSource
    void a_spent_budget_begins_no_run_and_the_first_goes_on(Driven.Mode mode) {
        try (Driven driven = Driven.withHands(mode, options -> options)) {
            DrivenGuard guard = driven.guard(Tenth.class);
            Attempts work = new Attempts(Reaction.returns("a").after(100));
            for (int i = 0; i < 9; i++) {
                Running call = guard.start(work);
                driven.advance(100);
                assertThat(call.ended().tookMillis()).isEqualTo(100);
            }
            assertThat(work.count()).as("nine calls earn nine tenths of a run").isEqualTo(9);
            assertThat(shown(driven, Tenth.class, "refused")).isEqualTo(9);
            guard.start(work);
            driven.advance(100);
            assertThat(work.count()).as("the tenth has earned one").isEqualTo(11);
            assertThat(shown(driven, Tenth.class, "begun")).isEqualTo(1);
            assertAtRest(driven);
        }
    }

    @Hedge(after = "1s", percentile = 90, floor = "5ms", ceiling = "2s", minSamples = 10, idempotent = true)
    @Retention(RetentionPolicy.RUNTIME)
    @interface Live {}

    @ParameterizedTest
    @EnumSource
    void the_delay_follows_the_latencies_once_enough_are_known(Driven.Mode mode) {
        try (Driven driven = Driven.withHands(mode, options -> options)) {
            DrivenGuard guard = driven.guard(Live.class);
            for (int i = 1; i <= 9; i++) {
                guard.start(() -> Reaction.returns("a").after(40));
                driven.advance(40);
                assertThat(shown(driven, Live.class, "delay")).isEqualTo(1);
            }
            guard.start(() -> Reaction.returns("a").after(900));
            driven.advance(900);
            assertThat(shown(driven, Live.class, "delay")).isEqualTo(0.04);

            Attempts work = new Attempts(
                    Reaction.returns("slow").after(10_000),
                    Reaction.returns("fast").after(1));
            Running call = guard.start(work);
            driven.advance(41);
            assertThat(call.ended().value()).isEqualTo("fast");
            assertThat(call.ended().tookMillis()).isEqualTo(41);
            assertAtRest(driven);
        }
    }

    @ParameterizedTest
    @EnumSource
    void ten_thousand_random_ends_leave_nothing(Driven.Mode mode) {
        try (Driven driven = Driven.withHands(mode, options -> options)) {
            DrivenGuard guard = driven.guard(ThreeMore.class);
            long seed = Long.getLong("selvedge.seed", System.nanoTime());
            System.out.println("HedgeBehaviourTest: -Dselvedge.seed=" + seed);
            SplittableRandom random = new SplittableRandom(seed);
            List<Running> all = new ArrayList<>();
            for (int i = 0; i < 10_000; i++) {
                Attempts work = new Attempts(reaction(random), reaction(random), reaction(random));
                all.add(guard.start(work));
                if (random.nextInt(4) == 0) {
                    all.get(Math.max(0, all.size() - 1 - random.nextInt(5))).giveUp();
                } else {
                    driven.advance(random.nextInt(20));
                }
            }
            driven.advance(1000);
            assertThat(all).allMatch(Running::isDone);
            assertThat(shown(driven, ThreeMore.class, "won")).isPositive();
            assertThat(shown(driven, ThreeMore.class, "refused")).isPositive();
            assertAtRest(driven);
        }
    }

    private static Reaction reaction(SplittableRandom random) {
        Reaction reaction = random.nextInt(4) == 0 ? Reaction.fails(new IOException()) : Reaction.returns("a");
        return reaction.after(random.nextInt(60));
    }
}
