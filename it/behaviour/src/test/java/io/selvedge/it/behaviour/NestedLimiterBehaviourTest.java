package io.selvedge.it.behaviour;

import static io.selvedge.it.behaviour.Resting.assertAtRest;
import static org.assertj.core.api.Assertions.assertThat;

import io.selvedge.annotations.Bulkhead;
import io.selvedge.annotations.FanOut;
import io.selvedge.annotations.Timeout;
import io.selvedge.failures.BulkheadFullException;
import io.selvedge.runtime.FanGuard;
import io.selvedge.runtime.Guard;
import io.selvedge.runtime.KeyedGuard;
import io.selvedge.runtime.bulkhead.BulkheadControl;
import io.selvedge.runtime.drive.Lineage;
import io.selvedge.testkit.Driven;
import io.selvedge.testkit.Reaction;
import io.selvedge.testkit.Running;
import io.selvedge.values.Settled;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A limiter that is entered from within itself: who holds a permit never waits for another one of the same limiter. */
class NestedLimiterBehaviourTest {
    @Bulkhead(name = "limiter", limit = 2, queue = 1000)
    @Retention(RetentionPolicy.RUNTIME)
    @interface Limited {}

    @Bulkhead(limit = 1, queue = 1000)
    @Retention(RetentionPolicy.RUNTIME)
    @interface One {}

    @Timeout(value = "1s", abandon = true)
    @Bulkhead(limit = 1, queue = 1000)
    @Retention(RetentionPolicy.RUNTIME)
    @interface OneElsewhere {}

    @FanOut(concurrency = 5)
    @Bulkhead(name = "limiter", limit = 2, queue = 1000)
    @Retention(RetentionPolicy.RUNTIME)
    @interface LimitedChildren {}

    @FanOut(concurrency = 5)
    @Retention(RetentionPolicy.RUNTIME)
    @interface Children {}

    private static Driven driven(Driven.Mode mode) {
        return Driven.withHands(mode, options -> options);
    }

    /** A call under that guard, in the form that is tested. */
    private static @Nullable Object call(Driven driven, Guard guard, Callable<@Nullable Object> code) throws Exception {
        return driven.blocking() ? guard.call(code) : guard.stage(() -> stage(code));
    }

    @SuppressWarnings("unchecked")
    private static CompletionStage<@Nullable Object> stage(Callable<@Nullable Object> code) throws Exception {
        return (CompletionStage<@Nullable Object>) code.call();
    }

    private static Callable<@Nullable Object> takes(Driven driven, long millis) {
        return () -> driven.react(Reaction.returns("done").after(millis));
    }

    private static void assertNested(@Nullable Throwable failure) {
        assertThat(failure)
                .isInstanceOfSatisfying(
                        BulkheadFullException.class,
                        full -> assertThat(full.reason()).isEqualTo("nested"));
    }

    @ParameterizedTest
    @EnumSource
    void a_call_that_would_wait_for_itself_is_refused_at_once_with_the_fix_named(Driven.Mode mode) {
        try (Driven driven = driven(mode)) {
            Guard one = driven.engine().guard("one", One.class);
            Running call = driven.started(() -> call(driven, one, () -> call(driven, one, takes(driven, 10))));

            assertNested(call.ended().failure());
            assertThat(call.ended().failure()).hasMessageContaining("Give the inner call a bulkhead of its own");
            assertThat(driven.recorder().events("one")).contains("bulkhead: refused, nested");
            assertAtRest(driven);
        }
    }

    @ParameterizedTest
    @EnumSource
    void it_enters_where_a_permit_is_free_and_else_does_not_stand_in_line(Driven.Mode mode) {
        try (Driven driven = driven(mode)) {
            Guard guard = driven.engine().guard("guard", Limited.class);
            Running free = driven.started(() -> call(driven, guard, () -> call(driven, guard, takes(driven, 10))));
            driven.advance(10);
            assertThat(free.ended().value()).isEqualTo("done");

            Running holder = driven.started(() -> call(driven, guard, takes(driven, 100)));
            Running nested = driven.started(() -> call(driven, guard, () -> call(driven, guard, takes(driven, 10))));
            assertNested(nested.ended().failure());
            Running alone = driven.started(() -> call(driven, guard, takes(driven, 100)));
            Running third = driven.started(() -> call(driven, guard, takes(driven, 100)));
            driven.advance(200);
            assertThat(List.of(holder, alone, third))
                    .allMatch(each -> each.ended().returned());
            assertThat(third.ended().tookMillis()).as("waited as ever").isEqualTo(200);
            assertAtRest(driven);
        }
    }

    @ParameterizedTest
    @EnumSource
    void children_are_within_the_call_that_spreads_them_on_whatever_thread(Driven.Mode mode) {
        try (Driven driven = driven(mode)) {
            Guard guard = driven.engine().guard("guard", Limited.class);
            FanGuard fan = driven.engine().fanOut("fan", LimitedChildren.class);
            Running call = driven.started(() -> call(driven, guard, () -> spread(driven, fan, takes(driven, 10))));
            driven.advance(10);

            List<?> settled = (List<?>) call.ended().value();
            assertThat(settled).hasSize(3);
            assertThat(settled.stream().filter(each -> ((Settled<?>) each).isFulfilled()))
                    .hasSize(1);
            settled.stream()
                    .flatMap(each -> ((Settled<?>) each).reason().stream())
                    .forEach(NestedLimiterBehaviourTest::assertNested);
            assertAtRest(driven);
        }
    }

    @ParameterizedTest
    @EnumSource
    void so_are_the_calls_that_children_make(Driven.Mode mode) {
        try (Driven driven = driven(mode)) {
            Guard one = driven.engine().guard("one", One.class);
            FanGuard fan = driven.engine().fanOut("fan", Children.class);
            Running call = driven.started(() ->
                    call(driven, one, () -> spread(driven, fan, () -> call(driven, one, takes(driven, 10)))));

            List<?> settled = (List<?>) call.ended().value();
            assertThat(settled).hasSize(3);
            settled.forEach(each -> assertNested(((Settled<?>) each).reason().orElse(null)));
            assertAtRest(driven);
        }
    }

    private static @Nullable Object spread(Driven driven, FanGuard fan, Callable<@Nullable Object> code) {
        List<Integer> three = List.of(1, 2, 3);
        return driven.blocking()
                ? fan.allSettled(three, slice -> List.of(String.valueOf(code.call())))
                : fan.stageAllSettled(three, slice -> stage(code).thenApply(value -> List.of(String.valueOf(value))));
    }

    @ParameterizedTest
    @EnumSource
    void so_is_what_a_limit_that_may_be_left_behind_runs_elsewhere(Driven.Mode mode) {
        try (Driven driven = driven(mode)) {
            Guard one = driven.engine().guard("one", OneElsewhere.class);
            Running call = driven.started(() -> call(driven, one, () -> call(driven, one, takes(driven, 10))));

            assertNested(call.ended().failure());
            assertAtRest(driven);
        }
    }

    @ParameterizedTest
    @EnumSource
    void what_a_call_has_left_behind_waits_as_ever_once_that_call_has_ended(Driven.Mode mode) {
        try (Driven driven = driven(mode)) {
            Guard one = driven.engine().guard("one", One.class);
            Lineage[] left = new Lineage[1];
            Running outer = driven.started(() -> call(driven, one, () -> {
                left[0] = Lineage.current();
                return driven.react(Reaction.returns("left"));
            }));
            driven.advance(1);
            assertThat(outer.ended().value()).isEqualTo("left");

            Running holder = driven.started(() -> call(driven, one, takes(driven, 100)));
            Running late = driven.started(() -> left[0].call(() -> call(driven, one, takes(driven, 10))));
            driven.advance(110);
            assertThat(holder.ended().returned()).isTrue();
            assertThat(late.ended().value()).isEqualTo("done");
            assertThat(late.ended().tookMillis()).isEqualTo(110);
            assertAtRest(driven);
        }
    }

    @ParameterizedTest
    @EnumSource
    void each_key_is_a_limiter_of_its_own(Driven.Mode mode) {
        try (Driven driven = driven(mode)) {
            KeyedGuard keyed = driven.engine().keyedGuard("keyed", One.class);
            Running same =
                    driven.started(() -> keyed(driven, keyed, "a", () -> keyed(driven, keyed, "a", takes(driven, 1))));
            assertNested(same.ended().failure());
            Running other =
                    driven.started(() -> keyed(driven, keyed, "a", () -> keyed(driven, keyed, "b", takes(driven, 1))));
            driven.advance(1);
            assertThat(other.ended().value()).isEqualTo("done");
            assertThat(Resting.held(driven.recorder())).isEmpty();
        }
    }

    private static @Nullable Object keyed(Driven driven, KeyedGuard guard, String key, Callable<@Nullable Object> code)
            throws Exception {
        return driven.blocking() ? guard.call(key, code) : guard.stage(key, () -> stage(code));
    }

    @ParameterizedTest
    @EnumSource
    void once_the_limit_is_raised_a_nested_call_enters(Driven.Mode mode) {
        try (Driven driven = driven(mode)) {
            Guard one = driven.engine().guard("one", One.class);
            driven.engine().control(BulkheadControl.class, "one").resize(2, 0);
            Running call = driven.started(() -> call(driven, one, () -> call(driven, one, takes(driven, 10))));
            driven.advance(10);
            assertThat(call.ended().value()).isEqualTo("done");
            assertAtRest(driven);
        }
    }
}
