package io.selvedge.it.behaviour;

import static io.selvedge.it.behaviour.Resting.assertAtRest;
import static io.selvedge.it.behaviour.Resting.held;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.selvedge.annotations.Backoff;
import io.selvedge.annotations.Bulkhead;
import io.selvedge.annotations.CircuitBreaker;
import io.selvedge.annotations.Jitter;
import io.selvedge.annotations.PolicyOrder;
import io.selvedge.annotations.Retry;
import io.selvedge.annotations.Serialized;
import io.selvedge.annotations.Timeout;
import io.selvedge.failures.CallTimeoutException;
import io.selvedge.failures.MisuseException;
import io.selvedge.runtime.breaker.CircuitControl;
import io.selvedge.testkit.Driven;
import io.selvedge.testkit.DrivenGuard;
import io.selvedge.testkit.Ended;
import io.selvedge.testkit.EveryDriver;
import io.selvedge.testkit.Reaction;
import io.selvedge.testkit.Running;
import java.io.IOException;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What the time limit promises, under every driver. */
class TimeoutBehaviourTest {
    @Timeout("100ms")
    @Retention(RetentionPolicy.RUNTIME)
    @interface Short {}

    @Timeout("100ms")
    @Bulkhead(limit = 1, queue = 5)
    @Retention(RetentionPolicy.RUNTIME)
    @interface OneAtATime {}

    @Timeout("100ms")
    @Serialized
    @Retention(RetentionPolicy.RUNTIME)
    @interface InTurn {}

    @EveryDriver
    void t1_a_call_that_takes_longer_ends_at_the_limit(Driven driven) {
        Ended ended = driven.guard(Short.class).call(() -> Reaction.returns("a").after(1000));

        assertThat(ended.failure()).isInstanceOfSatisfying(CallTimeoutException.class, failure -> {
            assertThat(failure.limit()).isEqualTo(Duration.ofMillis(100));
            assertThat(failure.method()).isEqualTo("Short");
            assertThat(failure.refusal()).isFalse();
        });
        assertThat(ended.tookMillis()).isEqualTo(100);
        assertAtRest(driven);
    }

    @EveryDriver
    void t1_the_value_of_a_late_end_is_dropped(Driven driven) {
        Ended ended = driven.guard(Short.class)
                .call(() -> Reaction.returns("late").after(1000).stubbornly());

        assertThat(ended.failure()).isInstanceOf(CallTimeoutException.class);
        assertThat(ended.tookMillis())
                .as("a thread cannot leave its method, a stage can")
                .isEqualTo(driven.blocking() ? 1000 : 100);
        assertThat(Thread.interrupted()).isFalse();
        driven.advance(1000);
        assertAtRest(driven);
    }

    @EveryDriver
    void t1_the_failure_of_a_late_end_is_kept_as_suppressed(Driven driven) {
        IOException late = new IOException("late");
        Ended ended = driven.guard(Short.class)
                .call(() -> Reaction.fails(late).after(1000).stubbornly());

        assertThat(ended.failure()).isInstanceOf(CallTimeoutException.class);
        if (driven.blocking()) {
            assertThat(ended.failure()).hasSuppressedException(late);
        }
    }

    @EveryDriver
    void t1_who_is_back_in_time_notices_nothing(Driven driven) {
        DrivenGuard guard = driven.guard(Short.class);
        IOException own = new IOException("own");

        assertThat(guard.call(() -> Reaction.returns("a").after(99)).value()).isEqualTo("a");
        assertThat(guard.call(() -> Reaction.fails(own).after(99)).failure()).isSameAs(own);
        driven.advance(1000);
        assertThat(Thread.interrupted()).isFalse();
        assertThat(driven.recorder().events()).noneMatch(event -> event.contains("expired"));
    }

    @EveryDriver
    void t3_a_permit_is_kept_until_the_real_end(Driven driven) {
        DrivenGuard guard = driven.guard(OneAtATime.class);
        Running stubborn = guard.start(() -> Reaction.returns("late").after(300).stubbornly());
        driven.advance(150);
        if (!driven.blocking()) {
            assertThat(stubborn.ended().tookMillis()).isEqualTo(100);
        }
        assertThat(held(driven.recorder())).containsEntry("bulkhead OneAtATime permits.used", 1.0);

        driven.advance(150);
        assertThat(stubborn.ended().failure()).isInstanceOf(CallTimeoutException.class);
        assertAtRest(driven);
    }

    @EveryDriver
    void t4_who_is_timed_out_in_line_leaves_it_and_never_runs(Driven driven) {
        for (Class<? extends java.lang.annotation.Annotation> bundle : List.of(OneAtATime.class, InTurn.class)) {
            DrivenGuard guard = driven.guard(bundle);
            long lateEnd = 250;
            Running holder =
                    guard.start(() -> Reaction.returns("late").after(lateEnd).stubbornly());
            driven.advance(20);
            Attempts work = new Attempts(Reaction.returns("never"));
            List<Running> queued = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                queued.add(guard.start(work));
            }
            driven.advance(lateEnd);

            for (Running each : queued) {
                assertThat(each.ended().failure()).isInstanceOf(CallTimeoutException.class);
                assertThat(each.ended().tookMillis()).isEqualTo(100);
            }
            assertThat(work.count()).isZero();
            assertThat(holder.ended().failure()).isInstanceOf(CallTimeoutException.class);
            assertAtRest(driven);
        }
    }

    @EveryDriver
    void t4_the_time_in_line_counts(Driven driven) {
        DrivenGuard guard = driven.guard(OneAtATime.class);
        Running first = guard.start(() -> Reaction.returns("a").after(60));
        Running second = guard.start(() -> Reaction.returns("b").after(60));
        driven.advance(500);

        assertThat(first.ended().value()).isEqualTo("a");
        assertThat(second.ended().failure()).isInstanceOf(CallTimeoutException.class);
        assertThat(second.ended().tookMillis()).isEqualTo(100);
        assertAtRest(driven);
    }

    @Retry(maxRetries = 2, backoff = @Backoff(initial = "50ms", multiplier = 1, jitter = Jitter.NONE))
    @CircuitBreaker(window = 2, failureRate = 1)
    @Timeout("100ms")
    @Retention(RetentionPolicy.RUNTIME)
    @interface EachAttempt {}

    @EveryDriver
    void t5_the_limit_starts_anew_with_each_attempt(Driven driven) {
        Attempts work = new Attempts(
                Reaction.returns("late").after(1000), Reaction.returns("good").after(90));

        Ended ended = driven.guard(EachAttempt.class).call(work);

        assertThat(ended.value()).isEqualTo("good");
        assertThat(ended.tookMillis()).isEqualTo(100 + 50 + 90);
        assertAtRest(driven);
    }

    @EveryDriver
    void t5_a_time_out_is_tried_again_and_counts_against_the_callee(Driven driven) {
        Attempts work = new Attempts(Reaction.returns("late").after(1000));

        driven.guard(EachAttempt.class).call(work);

        assertThat(work.count()).as("then the circuit was open").isEqualTo(2);
        assertThat(driven.engine().control(CircuitControl.class, "EachAttempt").state())
                .isEqualTo(CircuitControl.State.OPEN);
    }

    @Timeout("0ms")
    @Retention(RetentionPolicy.RUNTIME)
    @interface Zero {}

    @Timeout("-5ms")
    @Retention(RetentionPolicy.RUNTIME)
    @interface Negative {}

    @EveryDriver
    void t6_differs_zero_is_refused_like_a_negative_limit(Driven driven) {
        assertThatThrownBy(() -> driven.guard(Zero.class)).isInstanceOf(MisuseException.class);
        assertThatThrownBy(() -> driven.guard(Negative.class)).isInstanceOf(MisuseException.class);
    }

    @Timeout("100000d")
    @Retention(RetentionPolicy.RUNTIME)
    @interface Endless {}

    @EveryDriver
    void t6_the_longest_limit_there_is_never_comes(Driven driven) {
        driven.advance(Duration.ofDays(10_000).toMillis());

        assertThat(driven.guard(Endless.class)
                        .call(() -> Reaction.returns("a").after(1000))
                        .value())
                .isEqualTo("a");
        assertAtRest(driven);
    }

    @Timeout("1h")
    @Retention(RetentionPolicy.RUNTIME)
    @interface Hour {}

    @EveryDriver
    void t7_the_timer_keeps_nothing_of_a_call_that_has_ended(Driven driven) {
        DrivenGuard guard = driven.guard(Hour.class);
        for (int i = 0; i < 1000; i++) {
            guard.call(() -> Reaction.returns("a"));
            guard.call(() -> Reaction.fails(new IOException()));
            assertThat(driven.time().armed()).isZero();
        }
    }

    @EveryDriver
    void t7_hundreds_that_start_in_one_millisecond_all_time_out(Driven driven) {
        DrivenGuard guard = driven.guard(Short.class);
        List<Running> all = new ArrayList<>();
        int calls = driven.blocking() ? 100 : 500;
        for (int i = 0; i < calls; i++) {
            all.add(guard.start(() -> Reaction.returns("never").after(60_000)));
        }
        assertThat(driven.time().armed()).isGreaterThanOrEqualTo(calls);
        driven.advance(100);

        for (Running each : all) {
            assertThat(each.ended().failure()).isInstanceOf(CallTimeoutException.class);
            assertThat(each.ended().tookMillis()).isEqualTo(100);
        }
        assertAtRest(driven);
    }

    @PolicyOrder({Timeout.class, Retry.class})
    @Timeout("250ms")
    @Retry(maxRetries = -1, backoff = @Backoff(initial = "100ms", multiplier = 1, jitter = Jitter.NONE))
    @Retention(RetentionPolicy.RUNTIME)
    @interface AllAttempts {}

    @EveryDriver
    void t7_a_limit_around_all_attempts_lets_no_wait_begin_that_cannot_end(Driven driven) {
        IOException trouble = new IOException();
        Attempts work = new Attempts(Reaction.fails(trouble));

        Ended ended = driven.guard(AllAttempts.class).call(work);

        assertThat(ended.failure()).as("the last true failure").isSameAs(trouble);
        assertThat(ended.tookMillis()).isEqualTo(200);
        assertThat(work.count()).isEqualTo(3);
        assertAtRest(driven);
    }
}
