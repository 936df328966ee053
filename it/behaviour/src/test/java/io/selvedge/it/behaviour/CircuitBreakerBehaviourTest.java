package io.selvedge.it.behaviour;

import static io.selvedge.it.behaviour.Resting.assertAtRest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.selvedge.annotations.Backoff;
import io.selvedge.annotations.Bulkhead;
import io.selvedge.annotations.CircuitBreaker;
import io.selvedge.annotations.Retry;
import io.selvedge.failures.BulkheadFullException;
import io.selvedge.failures.CircuitOpenException;
import io.selvedge.runtime.breaker.CircuitControl;
import io.selvedge.runtime.breaker.CircuitControl.State;
import io.selvedge.testkit.Driven;
import io.selvedge.testkit.DrivenGuard;
import io.selvedge.testkit.EveryDriver;
import io.selvedge.testkit.Reaction;
import io.selvedge.testkit.Running;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;

/** What the circuit breaker promises, under every driver. */
class CircuitBreakerBehaviourTest {
    private static final IOException TROUBLE = new IOException("trouble");

    @CircuitBreaker(window = 4, openFor = "5s", trials = 2)
    @Retention(RetentionPolicy.RUNTIME)
    @interface Four {}

    @CircuitBreaker(window = 1, openFor = "1s")
    @Retention(RetentionPolicy.RUNTIME)
    @interface One {}

    /** Makes calls that end so: S for a success, F for a failure. */
    private static void calls(DrivenGuard guard, String outcomes) {
        for (char outcome : outcomes.toCharArray()) {
            guard.call(() -> outcome == 'F' ? Reaction.fails(TROUBLE) : Reaction.returns("a"));
        }
    }

    private static State state(Driven driven, Class<? extends Annotation> bundle) {
        return driven.engine()
                .control(CircuitControl.class, bundle.getSimpleName())
                .state();
    }

    private static void assertRefused(DrivenGuard guard, String reason) {
        assertThat(guard.call(() -> {
                            throw new AssertionError("ran");
                        })
                        .failure())
                .isInstanceOfSatisfying(
                        CircuitOpenException.class,
                        refusal -> assertThat(refusal.reason()).isEqualTo(reason));
    }

    @EveryDriver
    void c1_each_change_of_state_clears_the_record(Driven driven) {
        DrivenGuard guard = driven.guard(Four.class);
        calls(guard, "SSFF");
        assertThat(state(driven, Four.class)).isEqualTo(State.OPEN);
        driven.advance(5000);
        calls(guard, "SS");
        assertThat(state(driven, Four.class)).isEqualTo(State.CLOSED);

        calls(guard, "FSS");
        assertThat(state(driven, Four.class))
                .as("the failures before are forgotten")
                .isEqualTo(State.CLOSED);
        calls(guard, "F");
        assertThat(state(driven, Four.class)).isEqualTo(State.OPEN);
    }

    @EveryDriver
    void c2_nothing_is_decided_before_the_window_is_full_and_then_after_every_outcome(Driven driven) {
        DrivenGuard guard = driven.guard(Four.class);
        calls(guard, "SFF");
        assertThat(state(driven, Four.class)).isEqualTo(State.CLOSED);
        calls(guard, "S");
        assertThat(state(driven, Four.class))
                .as("a success that fills the window opens too")
                .isEqualTo(State.OPEN);
    }

    @EveryDriver
    void c2_the_window_is_the_latest_so_many_and_the_share_is_reached_not_passed(Driven driven) {
        DrivenGuard guard = driven.guard(Four.class);
        calls(guard, "FSSSFSSSF");
        assertThat(state(driven, Four.class)).isEqualTo(State.CLOSED);
        calls(guard, "F");
        assertThat(state(driven, Four.class)).as("two of four").isEqualTo(State.OPEN);
    }

    @CircuitBreaker(window = 100, minimumCalls = 2, failureRate = 1)
    @Retention(RetentionPolicy.RUNTIME)
    @interface Early {}

    @EveryDriver
    void c2_differs_fewer_calls_may_be_enough_to_decide(Driven driven) {
        DrivenGuard guard = driven.guard(Early.class);
        calls(guard, "F");
        assertThat(state(driven, Early.class)).isEqualTo(State.CLOSED);
        calls(guard, "F");
        assertThat(state(driven, Early.class)).isEqualTo(State.OPEN);
    }

    @CircuitBreaker(windowTime = "10s", minimumCalls = 3, openFor = "1s")
    @Retention(RetentionPolicy.RUNTIME)
    @interface Timed {}

    @EveryDriver
    void c2_a_window_of_time_forgets_what_is_older(Driven driven) {
        DrivenGuard guard = driven.guard(Timed.class);
        calls(guard, "FF");
        driven.advance(11_000);
        calls(guard, "SSSF");
        assertThat(state(driven, Timed.class)).isEqualTo(State.CLOSED);
        driven.advance(5_000);
        calls(guard, "FFF");
        assertThat(state(driven, Timed.class)).isEqualTo(State.OPEN);
    }

    @EveryDriver
    void c3_open_it_refuses_until_its_time_is_over_and_says_when_that_is(Driven driven) {
        DrivenGuard guard = driven.guard(One.class);
        calls(guard, "F");
        driven.advance(400);
        assertThat(guard.call(() -> Reaction.returns("never")).failure())
                .isInstanceOfSatisfying(CircuitOpenException.class, refusal -> {
                    assertThat(refusal.reason()).isEqualTo("open");
                    assertThat(refusal.retryAfterNanos()).isEqualTo(600_000_000);
                });
        driven.advance(599);
        assertRefused(guard, "open");
        driven.advance(1);
        assertThat(guard.call(() -> Reaction.returns("a")).value()).isEqualTo("a");
        assertThat(state(driven, One.class)).isEqualTo(State.CLOSED);
    }

    @EveryDriver
    void c4_so_many_trials_are_let_in_and_the_others_refused(Driven driven) {
        DrivenGuard guard = driven.guard(Four.class);
        calls(guard, "FFFF");
        driven.advance(5000);
        Running first = guard.start(() -> Reaction.returns("a").after(10));
        Running second = guard.start(() -> Reaction.returns("b").after(20));
        assertThat(state(driven, Four.class)).isEqualTo(State.HALF_OPEN);
        assertRefused(guard, "half_open");
        driven.advance(10);
        assertThat(first.ended().value()).isEqualTo("a");
        assertRefused(guard, "half_open");
        driven.advance(10);

        assertThat(second.ended().value()).isEqualTo("b");
        assertThat(state(driven, Four.class)).isEqualTo(State.CLOSED);
    }

    @EveryDriver
    void c4_one_trial_that_fails_opens_it_again(Driven driven) {
        DrivenGuard guard = driven.guard(Four.class);
        calls(guard, "FFFF");
        driven.advance(5000);
        calls(guard, "S");
        assertThat(state(driven, Four.class)).isEqualTo(State.HALF_OPEN);
        calls(guard, "F");
        assertThat(state(driven, Four.class)).isEqualTo(State.OPEN);
        driven.advance(4999);
        assertRefused(guard, "open");
    }

    @CircuitBreaker(window = 1, openFor = "1s", openGrowth = 2, openMax = "3s")
    @Retention(RetentionPolicy.RUNTIME)
    @interface Growing {}

    @EveryDriver
    void c4_each_reopening_takes_longer_up_to_a_bound_and_a_success_starts_over(Driven driven) {
        DrivenGuard guard = driven.guard(Growing.class);
        for (long openMillis : new long[] {1000, 2000, 3000, 3000}) {
            calls(guard, "F");
            driven.advance(openMillis - 1);
            assertRefused(guard, "open");
            driven.advance(1);
        }
        calls(guard, "SF");
        driven.advance(1000);
        assertThat(guard.call(() -> Reaction.returns("a")).value()).isEqualTo("a");
    }

    @CircuitBreaker(window = 1, failOn = IOException.class, skipOn = FileNotFoundException.class)
    @Retention(RetentionPolicy.RUNTIME)
    @interface Listed {}

    @EveryDriver
    void c5_skip_on_beats_fail_on_and_what_neither_names_is_a_success(Driven driven) {
        DrivenGuard guard = driven.guard(Listed.class);
        for (Throwable harmless : List.of(
                new FileNotFoundException(),
                new IllegalStateException(),
                new AssertionError(),
                new CompletionException(new FileNotFoundException()))) {
            guard.call(() -> Reaction.fails(harmless));
            assertThat(state(driven, Listed.class)).isEqualTo(State.CLOSED);
        }
        guard.call(() -> Reaction.fails(new CompletionException(TROUBLE)));
        assertThat(state(driven, Listed.class)).isEqualTo(State.OPEN);
    }

    @CircuitBreaker(window = 2, slowAfter = "100ms", slowRate = 1)
    @Retention(RetentionPolicy.RUNTIME)
    @interface Slow {}

    @EveryDriver
    void c5_slow_calls_open_it_whatever_their_outcome(Driven driven) {
        DrivenGuard guard = driven.guard(Slow.class);
        guard.call(() -> Reaction.returns("a").after(99));
        guard.call(() -> Reaction.returns("a").after(1000));
        assertThat(state(driven, Slow.class)).isEqualTo(State.CLOSED);
        guard.call(() -> Reaction.returns("a").after(1000));
        assertThat(state(driven, Slow.class)).isEqualTo(State.OPEN);
    }

    /** Two methods under one name, and one of its own. */
    static class Shop {
        @CircuitBreaker(name = "stock", window = 1)
        void reserve(boolean fails) throws IOException {
            if (fails) {
                throw TROUBLE;
            }
        }

        @CircuitBreaker(name = "stock", window = 1)
        void release() {}

        @CircuitBreaker(window = 1)
        void own() {}
    }

    @EveryDriver
    void c6_there_is_one_breaker_for_the_method_or_the_name_whatever_the_number_of_objects(Driven driven) {
        driven.engine().serve(Shop.class);
        assertThatThrownBy(() -> new Shop().reserve(true)).isSameAs(TROUBLE);

        assertThatThrownBy(() -> new Shop().reserve(false)).isInstanceOf(CircuitOpenException.class);
        assertThatThrownBy(() -> new Shop().release()).isInstanceOf(CircuitOpenException.class);
        new Shop().own();
    }

    @CircuitBreaker(window = 1, openFor = "1s")
    @Bulkhead(limit = 1, queue = 1, maxWait = "100ms")
    @Retention(RetentionPolicy.RUNTIME)
    @interface Narrow {}

    /** Half-open, with the one permit held by a call of before. */
    private static Running halfOpenAndFull(Driven driven, DrivenGuard guard) {
        Running failing = guard.start(() -> Reaction.fails(TROUBLE).after(10));
        Running behind = guard.start(() -> Reaction.returns("slow").after(2000));
        driven.advance(10);
        assertThat(failing.isDone()).isTrue();
        assertThat(state(driven, Narrow.class)).isEqualTo(State.OPEN);
        driven.advance(1000);
        return behind;
    }

    @EveryDriver
    void c7_a_trial_that_is_turned_away_further_in_gives_its_place_back(Driven driven) {
        DrivenGuard guard = driven.guard(Narrow.class);
        Running slow = halfOpenAndFull(driven, guard);

        Running waitsInVain = guard.start(() -> Reaction.returns("never"));
        assertThat(state(driven, Narrow.class)).isEqualTo(State.HALF_OPEN);
        assertRefused(guard, "half_open");
        driven.advance(100);
        assertThat(waitsInVain.ended().failure()).isInstanceOf(BulkheadFullException.class);

        Running givesUp = guard.start(() -> Reaction.returns("never"));
        assertRefused(guard, "half_open");
        givesUp.giveUp();

        driven.advance(2000);
        assertThat(slow.isDone()).isTrue();
        assertThat(state(driven, Narrow.class)).isEqualTo(State.HALF_OPEN);
        assertThat(guard.call(() -> Reaction.returns("trial")).value()).isEqualTo("trial");
        assertThat(state(driven, Narrow.class)).isEqualTo(State.CLOSED);
        assertAtRest(driven);
    }

    @EveryDriver
    void c7_a_trial_that_its_caller_gives_up_gives_its_place_back(Driven driven) {
        DrivenGuard guard = driven.guard(One.class);
        calls(guard, "F");
        driven.advance(1000);
        Running trial = guard.start(() -> Reaction.returns("never").after(1000));
        assertRefused(guard, "half_open");
        trial.giveUp();

        assertThat(trial.isDone()).isTrue();
        assertThat(guard.call(() -> Reaction.returns("trial")).value()).isEqualTo("trial");
        assertThat(state(driven, One.class)).isEqualTo(State.CLOSED);
        assertAtRest(driven);
    }

    @EveryDriver
    void c7_a_late_outcome_does_not_count_in_the_state_that_came_after(Driven driven) {
        DrivenGuard guard = driven.guard(One.class);
        Running slowFailure = guard.start(() -> Reaction.fails(TROUBLE).after(1500));
        Running slowSuccess = guard.start(() -> Reaction.returns("a").after(1200));
        calls(guard, "F");
        assertThat(state(driven, One.class)).isEqualTo(State.OPEN);
        driven.advance(1000);
        Running trial = guard.start(() -> Reaction.returns("trial").after(900));
        driven.advance(300);
        assertThat(slowSuccess.ended().value()).isEqualTo("a");
        assertThat(state(driven, One.class))
                .as("a success of before closes nothing")
                .isEqualTo(State.HALF_OPEN);
        driven.advance(300);
        assertThat(slowFailure.ended().failure()).isSameAs(TROUBLE);
        assertThat(state(driven, One.class))
                .as("a failure of before opens nothing")
                .isEqualTo(State.HALF_OPEN);
        driven.advance(300);
        assertThat(trial.ended().value()).isEqualTo("trial");
        assertThat(state(driven, One.class)).isEqualTo(State.CLOSED);
    }

    @CircuitBreaker(window = 1, openFor = "1s", trials = 1, trialsWithin = "10s")
    @Retention(RetentionPolicy.RUNTIME)
    @interface Hanging {}

    @EveryDriver
    void c7_trials_that_hang_do_not_keep_it_half_open_for_ever(Driven driven) {
        DrivenGuard guard = driven.guard(Hanging.class);
        calls(guard, "F");
        driven.advance(1000);
        Running hangs = guard.start(() -> Reaction.fails(TROUBLE).after(60_000));
        driven.advance(9_999);
        assertRefused(guard, "half_open");
        driven.advance(1);
        assertThat(guard.call(() -> Reaction.returns("a")).value()).isEqualTo("a");
        assertThat(state(driven, Hanging.class)).isEqualTo(State.CLOSED);
        driven.advance(60_000);
        assertThat(hangs.ended().failure()).isSameAs(TROUBLE);
        assertThat(state(driven, Hanging.class)).isEqualTo(State.CLOSED);
    }

    @Retry(maxRetries = 10, backoff = @Backoff(initial = "0ms"))
    @CircuitBreaker(window = 1, openFor = "1s", trialsWithin = "2s")
    @Retention(RetentionPolicy.RUNTIME)
    @interface Patient {}

    /** Half-open, with a trial under way. */
    private static Running trial(Driven driven, DrivenGuard guard, Reaction reaction) {
        Running failing = guard.start(new Attempts(Reaction.fails(TROUBLE), reaction));
        driven.advance(1000);
        assertThat(failing.isDone()).isFalse();
        return failing;
    }

    @EveryDriver
    void c4_a_retry_around_it_waits_for_the_trials_and_asks_seldom(Driven driven) {
        DrivenGuard guard = driven.guard(Patient.class);
        Running trial = trial(driven, guard, Reaction.returns("trial").after(300));
        Running waits = guard.start(() -> Reaction.returns("next"));
        driven.advance(511);
        assertThat(trial.ended().value()).isEqualTo("trial");
        assertThat(waits.isDone()).as("1, 2, 4 ... 256 ms, then 512").isFalse();
        driven.advance(1);

        assertThat(waits.ended().value()).isEqualTo("next");
        assertAtRest(driven);
    }

    @EveryDriver
    void c4_a_retry_around_it_becomes_the_next_trial_when_the_first_hangs(Driven driven) {
        DrivenGuard guard = driven.guard(Patient.class);
        Running trial = trial(driven, guard, Reaction.returns("late").after(60_000));
        driven.advance(1500);
        Running waits = guard.start(() -> Reaction.returns("next"));
        driven.advance(499);
        assertThat(waits.isDone()).isFalse();
        driven.advance(1);

        assertThat(waits.ended().value()).isEqualTo("next");
        driven.advance(60_000);
        assertThat(trial.ended().value()).isEqualTo("late");
        assertAtRest(driven);
    }

    @EveryDriver
    void c7_however_many_come_at_once_no_more_trials_are_let_in_than_there_are(Driven driven) {
        DrivenGuard guard = driven.guard(Four.class);
        calls(guard, "FFFF");
        driven.advance(5000);
        List<Running> all = new ArrayList<>();
        Attempts work = new Attempts(Reaction.returns("a").after(100));
        for (int i = 0; i < 20; i++) {
            all.add(guard.start(work));
        }
        driven.advance(100);
        assertThat(work.count()).isEqualTo(2);
        assertThat(all.stream().filter(each -> each.ended().returned())).hasSize(2);
    }

    @EveryDriver
    void operators_may_force_it_open_switch_it_off_or_let_it_only_observe(Driven driven) {
        DrivenGuard guard = driven.guard(One.class);
        CircuitControl control = driven.engine().control(CircuitControl.class, "One");

        control.forceOpen();
        assertRefused(guard, "forced_open");
        driven.advance(100_000);
        assertRefused(guard, "forced_open");
        control.disable();
        calls(guard, "FFF");
        assertThat(control.state()).isEqualTo(State.DISABLED);
        control.observe();
        calls(guard, "FFF");
        assertThat(control.state()).isEqualTo(State.OBSERVING);
        assertThat(control.failureRate()).isEqualTo(1);
        control.reset();
        assertThat(control.state()).isEqualTo(State.CLOSED);
        calls(guard, "F");
        assertRefused(guard, "open");
    }
}
