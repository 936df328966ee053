package io.selvedge.it.behaviour;

import static io.selvedge.it.behaviour.Resting.assertAtRest;
import static io.selvedge.it.behaviour.Resting.reading;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.selvedge.annotations.Backoff;
import io.selvedge.annotations.Jitter;
import io.selvedge.annotations.Retry;
import io.selvedge.annotations.SingleFlight;
import io.selvedge.annotations.Timeout;
import io.selvedge.failures.CallInterruptedException;
import io.selvedge.failures.CallTimeoutException;
import io.selvedge.runtime.Guard;
import io.selvedge.runtime.KeyedGuard;
import io.selvedge.testkit.Driven;
import io.selvedge.testkit.DrivenGuard;
import io.selvedge.testkit.DrivenKeyedGuard;
import io.selvedge.testkit.Reaction;
import io.selvedge.testkit.Roles;
import io.selvedge.testkit.Running;
import java.io.IOException;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a shared run promises, under every driver. */
class SingleFlightBehaviourTest {
    @SingleFlight
    @Retention(RetentionPolicy.RUNTIME)
    @interface Shared {}

    @SingleFlight
    @Retry(maxRetries = 2, backoff = @Backoff(initial = "10ms", jitter = Jitter.NONE))
    @Timeout("100ms")
    @Retention(RetentionPolicy.RUNTIME)
    @interface Guarded {}

    private static List<Running> begin(DrivenGuard guard, int count, Attempts work) {
        return Stream.generate(() -> guard.start(work)).limit(count).toList();
    }

    private static void assertGaveUp(Running call) {
        assertThat(call.ended().failure())
                .isInstanceOfAny(
                        InterruptedException.class, CallInterruptedException.class, CancellationException.class);
    }

    @ParameterizedTest
    @EnumSource
    void concurrent_calls_share_one_run_and_its_value(Driven.Mode mode) {
        try (Driven driven = Driven.withHands(mode, options -> options)) {
            DrivenGuard guard = driven.guard(Shared.class);
            Object value = new Object();
            Attempts work = new Attempts(Reaction.returns(value).after(100));
            List<Running> all = new ArrayList<>(begin(guard, 3, work));
            driven.advance(50);
            all.add(guard.start(work));
            driven.advance(50);

            assertThat(all).allSatisfy(each -> assertThat(each.ended().value()).isSameAs(value));
            assertThat(all.get(3).ended().tookMillis()).isEqualTo(50);
            assertThat(work.count()).isEqualTo(1);
            assertThat(reading(driven, "single_flight Shared", "runs")).isEqualTo(1);
            assertThat(reading(driven, "single_flight Shared", "shared")).isEqualTo(3);
            assertAtRest(driven);
        }
    }

    @ParameterizedTest
    @EnumSource
    void who_comes_after_the_end_begins_anew(Driven.Mode mode) {
        try (Driven driven = Driven.withHands(mode, options -> options)) {
            DrivenGuard guard = driven.guard(Shared.class);
            Attempts work = new Attempts(
                    Reaction.returns("a").after(10), Reaction.returns("b").after(10));
            Running first = guard.start(work);
            driven.advance(10);
            Running second = guard.start(work);
            driven.advance(10);
            assertThat(List.of(first.ended().value(), second.ended().value())).containsExactly("a", "b");
            assertAtRest(driven);
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_failure_is_shared_as_the_same_instance(Driven.Mode mode) {
        try (Driven driven = Driven.withHands(mode, options -> options)) {
            IOException failure = new IOException();
            List<Running> all = begin(
                    driven.guard(Shared.class),
                    3,
                    new Attempts(Reaction.fails(failure).after(10)));
            driven.advance(10);
            assertThat(all)
                    .allSatisfy(each -> assertThat(each.ended().failure()).isSameAs(failure));
            assertAtRest(driven);
        }
    }

    @ParameterizedTest
    @EnumSource
    void different_keys_do_not_meet(Driven.Mode mode) {
        try (Driven driven = Driven.withHands(mode, options -> options)) {
            DrivenKeyedGuard guard = driven.keyedGuard(Shared.class);
            Attempts work = new Attempts(
                    Reaction.returns("a").after(10), Reaction.returns("b").after(10));
            List<Running> all = List.of(
                    guard.start("ann", work),
                    guard.start(null, work),
                    guard.start("ann", work),
                    guard.start(null, work));
            driven.advance(10);
            assertThat(all).extracting(each -> each.ended().value()).containsExactly("a", "b", "a", "b");
            assertThat(work.count()).isEqualTo(2);
            assertAtRest(driven);
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_caller_who_gives_up_leaves_the_run_to_the_others_even_the_first(Driven.Mode mode) {
        try (Driven driven = Driven.withHands(mode, options -> options)) {
            DrivenGuard guard = driven.guard(Shared.class);
            Attempts work = new Attempts(Reaction.returns("a").after(100));
            List<Running> all = begin(guard, 4, work);
            all.get(0).giveUp();
            driven.advance(50);
            all.get(2).giveUp();
            driven.advance(50);

            assertGaveUp(all.get(0));
            assertThat(all.get(0).ended().tookMillis()).isZero();
            assertGaveUp(all.get(2));
            assertThat(all.get(1).ended().value()).isEqualTo("a");
            assertThat(all.get(3).ended().value()).isEqualTo("a");
            assertThat(work.count()).isEqualTo(1);
            assertAtRest(driven);
        }
    }

    @ParameterizedTest
    @EnumSource
    void the_last_one_out_cancels_the_run_and_the_next_begins_anew(Driven.Mode mode) {
        try (Driven driven = Driven.withHands(mode, options -> options)) {
            DrivenGuard guard = driven.guard(Shared.class);
            Attempts work = new Attempts(
                    Reaction.returns("never").after(100_000),
                    Reaction.returns("b").after(10));
            List<Running> all = begin(guard, 3, work);
            all.forEach(Running::giveUp);
            assertThat(reading(driven, "single_flight Shared", "running")).isZero();
            assertThat(driven.time().armed())
                    .as("alarms of a run that nobody wants")
                    .isZero();
            Running next = guard.start(work);
            driven.advance(10);

            all.forEach(SingleFlightBehaviourTest::assertGaveUp);
            assertThat(next.ended().value()).isEqualTo("b");
            assertThat(work.count()).isEqualTo(2);
            assertAtRest(driven);
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_run_that_does_not_listen_to_its_cancellation_is_not_joined(Driven.Mode mode) {
        try (Driven driven = Driven.withHands(mode, options -> options)) {
            DrivenGuard guard = driven.guard(Shared.class);
            Attempts work = new Attempts(
                    Reaction.returns("never").after(100).stubbornly(),
                    Reaction.returns("b").after(10));
            guard.start(work).giveUp();
            Running next = guard.start(work);
            driven.advance(100);
            assertThat(next.ended().value()).isEqualTo("b");
            assertThat(next.ended().tookMillis()).isEqualTo(10);
            assertAtRest(driven);
        }
    }

    @ParameterizedTest
    @EnumSource
    void those_who_share_need_no_attempt_of_their_own(Driven.Mode mode) {
        try (Driven driven = Driven.withHands(mode, options -> options)) {
            Attempts work = new Attempts(
                    Reaction.fails(new IOException()).after(10),
                    Reaction.returns("never").after(1000),
                    Reaction.returns("c").after(10));
            List<Running> all = begin(driven.guard(Guarded.class), 3, work);
            driven.advance(150);
            assertThat(all).allSatisfy(each -> {
                assertThat(each.ended().value()).isEqualTo("c");
                assertThat(each.ended().tookMillis()).isEqualTo(10 + 10 + 100 + 20 + 10);
            });
            assertThat(work.count()).isEqualTo(3);
            assertAtRest(driven);
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_time_limit_inside_ends_the_run_for_all(Driven.Mode mode) {
        try (Driven driven = Driven.withHands(mode, options -> options)) {
            Attempts work = new Attempts(Reaction.returns("never").after(1000));
            List<Running> all = begin(driven.guard(Limited.class), 2, work);
            driven.advance(100);
            Throwable shared = all.get(0).ended().failure();
            assertThat(shared).isInstanceOf(CallTimeoutException.class);
            assertThat(all.get(1).ended().failure()).isSameAs(shared);
            assertAtRest(driven);
        }
    }

    @SingleFlight
    @Timeout("100ms")
    @Retention(RetentionPolicy.RUNTIME)
    @interface Limited {}

    @Timeout("50ms")
    @Retention(RetentionPolicy.RUNTIME)
    @interface Hurried {}

    @ParameterizedTest
    @EnumSource
    void a_callers_deadline_ends_its_wait_and_not_the_run(Driven.Mode mode) throws Exception {
        try (Driven driven = Driven.withHands(mode, options -> options);
                Roles roles = new Roles()) {
            Guard hurried = driven.engine().guard("hurried", Hurried.class);
            Guard shared = driven.engine().guard("shared", Shared.class);
            CompletableFuture<Object> first;
            CompletableFuture<Object> second;
            CompletableFuture<Object> end = new CompletableFuture<>();
            if (driven.blocking()) {
                first = on(
                        roles,
                        "first",
                        () -> hurried.call(() -> shared.call(() -> {
                            driven.time().pause(100_000_000);
                            return "a";
                        })));
                driven.time().awaitParked(2);
                second = on(roles, "second", () -> shared.call(() -> "never"));
                driven.time().awaitParked(3);
            } else {
                first = hurried.stage(() -> shared.stage(() -> end));
                second = shared.stage(() -> CompletableFuture.completedFuture("never"));
            }
            driven.time().advance(Duration.ofMillis(50));
            assertThatThrownBy(() -> first.get(20, TimeUnit.SECONDS)).hasCauseInstanceOf(CallTimeoutException.class);
            assertThat(second).isNotDone();
            driven.time().advance(Duration.ofMillis(50));
            end.complete("a");
            assertThat(second.get(20, TimeUnit.SECONDS)).isEqualTo("a");
        }
    }

    private static CompletableFuture<Object> on(Roles roles, String role, Callable<Object> call) {
        CompletableFuture<Object> end = new CompletableFuture<>();
        roles.start(role, () -> {
            try {
                end.complete(call.call());
            } catch (Throwable thrown) {
                end.completeExceptionally(thrown);
            }
        });
        return end;
    }

    @ParameterizedTest
    @EnumSource
    void a_call_made_from_inside_the_run_runs_by_itself(Driven.Mode mode) throws Exception {
        try (Driven driven = Driven.withHands(mode, options -> options)) {
            Guard shared = driven.engine().guard("shared", Shared.class);
            Object value = driven.blocking()
                    ? shared.call(() -> shared.call(() -> "inner") + " and outer")
                    : shared.stage(() -> shared.stage(() -> CompletableFuture.completedFuture("inner"))
                                    .thenApply(inner -> inner + " and outer"))
                            .get(20, TimeUnit.SECONDS);
            assertThat(value).isEqualTo("inner and outer");
            assertThat(reading(driven, "single_flight shared", "runs")).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_hundred_thousand_keys_leave_nothing_behind(Driven.Mode mode) throws Exception {
        try (Driven driven = new Driven(mode)) {
            KeyedGuard shared = driven.engine().keyedGuard("shared", Shared.class);
            for (int key = 0; key < 100_000; key++) {
                String value = "value " + key;
                Object got = driven.blocking()
                        ? shared.call(key, () -> value)
                        : shared.stage(key, () -> CompletableFuture.completedFuture(value))
                                .get(20, TimeUnit.SECONDS);
                assertThat(got).isSameAs(value);
                if (key % 1000 == 0) {
                    driven.recorder().clear();
                }
            }
            assertThat(reading(driven, "single_flight shared", "runs")).isEqualTo(100_000);
            assertThat(reading(driven, "single_flight shared", "running")).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void ten_thousand_random_ends_leave_nothing(Driven.Mode mode) {
        try (Driven driven = Driven.withHands(mode, options -> options)) {
            DrivenKeyedGuard guard = driven.keyedGuard(Shared.class);
            long seed = Long.getLong("selvedge.seed", System.nanoTime());
            System.out.println("SingleFlightBehaviourTest: -Dselvedge.seed=" + seed);
            SplittableRandom random = new SplittableRandom(seed);
            List<Running> all = new ArrayList<>();
            for (int i = 0; i < 10_000; i++) {
                Reaction reaction = random.nextInt(4) == 0 ? Reaction.fails(new IOException()) : Reaction.returns("a");
                Reaction slow = reaction.after(random.nextInt(20));
                all.add(guard.start(random.nextInt(3), () -> slow));
                if (random.nextInt(3) == 0) {
                    all.get(Math.max(0, all.size() - 1 - random.nextInt(5))).giveUp();
                } else {
                    driven.advance(random.nextInt(5));
                }
            }
            driven.advance(1000);
            assertThat(all).allMatch(Running::isDone);
            assertThat(reading(driven, "single_flight Shared", "running")).isZero();
            assertThat(reading(driven, "single_flight Shared", "shared")).isPositive();
            assertAtRest(driven);
        }
    }
}
