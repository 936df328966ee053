package io.selvedge.it.behaviour;

import static io.selvedge.it.behaviour.Resting.assertAtRest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.selvedge.annotations.Backoff;
import io.selvedge.annotations.CircuitBreaker;
import io.selvedge.annotations.Jitter;
import io.selvedge.annotations.PolicyOrder;
import io.selvedge.annotations.RateLimit;
import io.selvedge.annotations.Retry;
import io.selvedge.annotations.Timeout;
import io.selvedge.failures.CallTimeoutException;
import io.selvedge.failures.RateLimitedException;
import io.selvedge.runtime.breaker.CircuitControl;
import io.selvedge.testkit.Driven;
import io.selvedge.testkit.DrivenGuard;
import io.selvedge.testkit.DrivenKeyedGuard;
import io.selvedge.testkit.Ended;
import io.selvedge.testkit.EveryDriver;
import io.selvedge.testkit.Reaction;
import io.selvedge.testkit.Running;
import java.io.IOException;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** What the rate limit promises, under every driver. */
class RateLimitBehaviourTest {
    @RateLimit(permits = 10)
    @Retention(RetentionPolicy.RUNTIME)
    @interface Ten {}

    @RateLimit(permits = 10, burst = 3)
    @Retention(RetentionPolicy.RUNTIME)
    @interface Bursts {}

    @RateLimit(permits = 10, maxWait = "250ms")
    @Retention(RetentionPolicy.RUNTIME)
    @interface Waits {}

    @EveryDriver
    void slots_are_evenly_spaced_and_a_refusal_says_when_the_next_one_is(Driven driven) {
        DrivenGuard guard = driven.guard(Ten.class);
        assertThat(guard.call(() -> Reaction.returns("a")).value()).isEqualTo("a");
        driven.advance(30);
        assertThat(guard.call(() -> Reaction.returns("never")).failure())
                .isInstanceOfSatisfying(RateLimitedException.class, refusal -> {
                    assertThat(refusal.reason()).isEqualTo("spent");
                    assertThat(refusal.retryAfterNanos()).isEqualTo(70_000_000);
                });
        driven.advance(69);
        assertThat(guard.call(() -> Reaction.returns("never")).failure()).isInstanceOf(RateLimitedException.class);
        driven.advance(1);
        assertThat(guard.call(() -> Reaction.returns("b")).value()).isEqualTo("b");
    }

    @EveryDriver
    void a_refused_call_costs_nothing(Driven driven) {
        DrivenGuard guard = driven.guard(Ten.class);
        guard.call(() -> Reaction.returns("a"));
        for (int i = 0; i < 1000; i++) {
            assertThat(guard.call(() -> Reaction.returns("never")).failure()).isInstanceOf(RateLimitedException.class);
        }
        driven.advance(100);
        assertThat(guard.call(() -> Reaction.returns("b")).value()).isEqualTo("b");
    }

    @EveryDriver
    void after_a_quiet_time_a_burst_may_start_at_once(Driven driven) {
        DrivenGuard guard = driven.guard(Bursts.class);
        driven.advance(60_000);
        for (int i = 0; i < 3; i++) {
            assertThat(guard.call(() -> Reaction.returns("a")).returned()).isTrue();
        }
        assertThat(guard.call(() -> Reaction.returns("never")).failure()).isInstanceOf(RateLimitedException.class);
        driven.advance(100);
        assertThat(guard.call(() -> Reaction.returns("a")).returned()).isTrue();
        assertThat(guard.call(() -> Reaction.returns("never")).failure()).isInstanceOf(RateLimitedException.class);
    }

    @EveryDriver
    void who_may_wait_starts_at_its_slot_and_who_cannot_is_told_at_once(Driven driven) {
        DrivenGuard guard = driven.guard(Waits.class);
        List<Running> all = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            all.add(guard.start(() -> Reaction.returns("a")));
        }
        assertThat(all.get(3).ended().failure())
                .isInstanceOfSatisfying(
                        RateLimitedException.class,
                        refusal -> assertThat(refusal.retryAfterNanos())
                                .as("its slot is at 300 ms; from 50 ms on it may wait for it")
                                .isEqualTo(50_000_000));
        assertThat(all.get(3).ended().tookMillis()).isZero();
        driven.advance(300);

        assertThat(all.get(0).ended().tookMillis()).isZero();
        assertThat(all.get(1).ended().tookMillis()).isEqualTo(100);
        assertThat(all.get(2).ended().tookMillis()).isEqualTo(200);
        assertAtRest(driven);
    }

    @EveryDriver
    void the_rate_is_never_overrun_over_any_interval(Driven driven) {
        long seed = Long.getLong("selvedge.seed", System.nanoTime());
        System.out.println("RateLimitBehaviourTest draws from -Dselvedge.seed=" + seed);
        Random random = new Random(seed);
        DrivenGuard guard = driven.guard(Bursts.class);
        List<Long> starts = Collections.synchronizedList(new ArrayList<>());
        for (int i = 0; i < 500; i++) {
            guard.call(() -> {
                starts.add(driven.time().nanos());
                return Reaction.returns("a");
            });
            driven.advance(random.nextInt(10) == 0 ? random.nextInt(1000) : random.nextInt(60));
        }
        for (int from = 0; from < starts.size(); from++) {
            for (int to = from; to < starts.size(); to++) {
                long elapsed = starts.get(to) - starts.get(from);
                assertThat(to - from + 1L).isLessThanOrEqualTo(3 + elapsed / 100_000_000);
            }
        }
    }

    @EveryDriver
    void who_gives_up_its_wait_gives_its_slot_back(Driven driven) {
        DrivenGuard guard = driven.guard(Waits.class);
        Running first = guard.start(() -> Reaction.returns("a"));
        Attempts work = new Attempts(Reaction.returns("never"));
        Running second = guard.start(work);
        driven.advance(10);
        second.giveUp();
        Running third = guard.start(() -> Reaction.returns("c"));
        driven.advance(90);

        assertThat(first.ended().returned()).isTrue();
        assertThat(third.ended().value()).isEqualTo("c");
        assertThat(third.ended().tookMillis()).as("the slot at 100 ms").isEqualTo(90);
        driven.advance(1000);
        assertThat(work.count()).isZero();
        assertAtRest(driven);
    }

    @EveryDriver
    void different_keys_have_limits_of_their_own(Driven driven) {
        DrivenKeyedGuard guard = driven.keyedGuard(Ten.class);

        assertThat(guard.call("ann", () -> Reaction.returns("a")).returned()).isTrue();
        assertThat(guard.call("bob", () -> Reaction.returns("b")).returned()).isTrue();
        assertThat(guard.call("ann", () -> Reaction.returns("c")).failure()).isInstanceOf(RateLimitedException.class);
    }

    /** Two methods under one name. */
    static class Mail {
        @RateLimit(name = "mail", permits = 1)
        void send() {}

        @RateLimit(name = "mail", permits = 1)
        void resend() {}
    }

    @EveryDriver
    void methods_may_share_one_limit_by_name(Driven driven) {
        driven.engine().serve(Mail.class);
        new Mail().send();
        assertThatThrownBy(() -> new Mail().resend()).isInstanceOf(RateLimitedException.class);
    }

    @Retry(maxRetries = 1, backoff = @Backoff(initial = "10ms", jitter = Jitter.NONE))
    @CircuitBreaker(window = 2, failureRate = 0.5)
    @RateLimit(permits = 1)
    @Retention(RetentionPolicy.RUNTIME)
    @interface Chain {}

    @EveryDriver
    void a_retry_waits_for_the_slot_and_the_breaker_does_not_record_the_refusal(Driven driven) {
        DrivenGuard guard = driven.guard(Chain.class);
        guard.call(() -> Reaction.returns("a"));
        Ended second = guard.call(() -> Reaction.returns("b"));

        assertThat(second.value()).isEqualTo("b");
        assertThat(second.tookMillis()).isEqualTo(1000);
        assertThat(driven.engine().control(CircuitControl.class, "Chain").failureRate())
                .isZero();
    }

    @EveryDriver
    void each_attempt_takes_a_slot(Driven driven) {
        Attempts work = new Attempts(Reaction.fails(new IOException()), Reaction.returns("b"));
        Ended ended = driven.guard(Chain.class).call(work);

        assertThat(ended.failure()).as("refused, and no retry is left").isInstanceOf(IOException.class);
        assertThat(ended.tookMillis()).isEqualTo(10);
        assertThat(work.count()).isEqualTo(1);
    }

    @RateLimit(permits = 1, maxWait = "5s")
    @Timeout("100ms")
    @Retention(RetentionPolicy.RUNTIME)
    @interface LimitInside {}

    @PolicyOrder({Timeout.class, RateLimit.class})
    @RateLimit(permits = 1, maxWait = "5s")
    @Timeout("100ms")
    @Retention(RetentionPolicy.RUNTIME)
    @interface LimitOutside {}

    @EveryDriver
    void waiting_for_a_slot_does_not_count_against_a_time_limit_inside_and_must_fit_one_outside(Driven driven) {
        DrivenGuard inside = driven.guard(LimitInside.class);
        inside.call(() -> Reaction.returns("a"));
        Ended waited = inside.call(() -> Reaction.returns("b").after(90));
        assertThat(waited.value()).isEqualTo("b");
        assertThat(waited.tookMillis()).isEqualTo(1090);
        driven.advance(1000);
        assertThat(inside.call(() -> Reaction.returns("c").after(110)).failure())
                .isInstanceOf(CallTimeoutException.class);

        DrivenGuard outside = driven.guard(LimitOutside.class);
        outside.call(() -> Reaction.returns("a"));
        Ended refused = outside.call(() -> Reaction.returns("never"));
        assertThat(refused.failure()).isInstanceOf(RateLimitedException.class);
        assertThat(refused.tookMillis()).as("known at once").isZero();
        assertAtRest(driven);
    }
}
