package io.selvedge.it.behaviour;

import static io.selvedge.it.behaviour.Resting.assertAtRest;
import static io.selvedge.it.behaviour.Resting.held;
import static org.assertj.core.api.Assertions.assertThat;

import io.selvedge.annotations.Backoff;
import io.selvedge.annotations.Bulkhead;
import io.selvedge.annotations.CircuitBreaker;
import io.selvedge.annotations.Fallback;
import io.selvedge.annotations.Jitter;
import io.selvedge.annotations.PolicyOrder;
import io.selvedge.annotations.RateLimit;
import io.selvedge.annotations.Retry;
import io.selvedge.annotations.Serialized;
import io.selvedge.annotations.Timeout;
import io.selvedge.failures.CallTimeoutException;
import io.selvedge.runtime.breaker.CircuitControl;
import io.selvedge.runtime.drive.Stage;
import io.selvedge.testkit.Driven;
import io.selvedge.testkit.DrivenGuard;
import io.selvedge.testkit.Ended;
import io.selvedge.testkit.EveryDriver;
import io.selvedge.testkit.Reaction;
import io.selvedge.testkit.Running;
import java.io.IOException;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.reflect.Method;
import java.util.List;

/** How the policies of one method stand to each other, and what changes when they are rearranged. */
class OrderBehaviourTest {
    private final IOException trouble = new IOException("trouble");

    /** Every policy, written in another order than it takes. */
    static class Everything {
        @Bulkhead
        @Serialized
        @Timeout("1s")
        @RateLimit(permits = 10)
        @CircuitBreaker
        @Retry
        @Fallback("instead")
        String all() {
            return "own";
        }

        private String instead() {
            return "instead";
        }

        @PolicyOrder({Timeout.class, Retry.class, CircuitBreaker.class})
        @Timeout("3s")
        @Retry
        @RateLimit(permits = 10)
        @CircuitBreaker
        String rearranged() {
            return "own";
        }

        @PolicyOrder({Timeout.class, Retry.class})
        @Timeout("3s")
        @Retry
        @CircuitBreaker
        String swapped() {
            return "own";
        }
    }

    private static List<String> order(Driven driven, String method) throws NoSuchMethodException {
        Method guarded = Everything.class.getDeclaredMethod(method);
        return driven.engine().plan(guarded).stages().stream().map(Stage::room).toList();
    }

    @EveryDriver
    void o1_one_order_holds_however_the_annotations_are_written(Driven driven) throws Exception {
        assertThat(order(driven, "all"))
                .containsExactly(
                        "fallback", "retry", "circuit_breaker", "rate_limit", "timeout", "serialized", "bulkhead");
        assertThat(driven.engine().explain(Everything.class.getDeclaredMethod("all")))
                .containsSubsequence("Fallback", "Retry", "CircuitBreaker", "RateLimit", "Timeout", "Serialized");
    }

    @EveryDriver
    void o2_named_policies_change_places_among_themselves_and_the_others_stay(Driven driven) throws Exception {
        assertThat(order(driven, "rearranged")).containsExactly("timeout", "retry", "rate_limit", "circuit_breaker");
        assertThat(order(driven, "swapped")).containsExactly("timeout", "circuit_breaker", "retry");
    }

    @Retry(maxRetries = 2, backoff = @Backoff(initial = "10ms", multiplier = 1, jitter = Jitter.NONE))
    @CircuitBreaker(window = 3, failureRate = 1)
    @Retention(RetentionPolicy.RUNTIME)
    @interface BreakerInside {}

    @PolicyOrder({CircuitBreaker.class, Retry.class})
    @Retry(maxRetries = 2, backoff = @Backoff(initial = "10ms", multiplier = 1, jitter = Jitter.NONE))
    @CircuitBreaker(window = 3, failureRate = 1)
    @Retention(RetentionPolicy.RUNTIME)
    @interface BreakerOutside {}

    @EveryDriver
    void o3_a_breaker_inside_retry_records_each_attempt_and_outside_each_call(Driven driven) {
        DrivenGuard inside = driven.guard(BreakerInside.class);
        inside.call(() -> Reaction.fails(trouble));
        assertThat(circuit(driven, "BreakerInside").state()).isEqualTo(CircuitControl.State.OPEN);

        DrivenGuard outside = driven.guard(BreakerOutside.class);
        outside.call(() -> Reaction.fails(trouble));
        outside.call(() -> Reaction.fails(trouble));
        assertThat(circuit(driven, "BreakerOutside").state()).isEqualTo(CircuitControl.State.CLOSED);
        outside.call(new Attempts(Reaction.fails(trouble), Reaction.fails(trouble), Reaction.returns("recovered")));
        outside.call(() -> Reaction.fails(trouble));
        assertThat(circuit(driven, "BreakerOutside").state())
                .as("one of the last three calls went well")
                .isEqualTo(CircuitControl.State.CLOSED);
    }

    private static CircuitControl circuit(Driven driven, String name) {
        return driven.engine().control(CircuitControl.class, name);
    }

    @Retry(maxRetries = 2, backoff = @Backoff(initial = "50ms", multiplier = 1, jitter = Jitter.NONE))
    @Timeout("100ms")
    @Retention(RetentionPolicy.RUNTIME)
    @interface PerAttempt {}

    @PolicyOrder({Timeout.class, Retry.class})
    @Retry(maxRetries = 2, backoff = @Backoff(initial = "50ms", multiplier = 1, jitter = Jitter.NONE))
    @Timeout("100ms")
    @Retention(RetentionPolicy.RUNTIME)
    @interface ForAll {}

    @EveryDriver
    void o3_a_limit_inside_retry_is_for_each_attempt_and_outside_for_all(Driven driven) {
        Ended perAttempt = driven.guard(PerAttempt.class)
                .call(() -> Reaction.returns("late").after(200));
        assertThat(perAttempt.failure()).isInstanceOf(CallTimeoutException.class);
        assertThat(perAttempt.tookMillis()).isEqualTo(100 + 50 + 100 + 50 + 100);

        Attempts work = new Attempts(
                Reaction.fails(trouble).after(20), Reaction.returns("late").after(200));
        Ended forAll = driven.guard(ForAll.class).call(work);
        assertThat(forAll.failure()).isInstanceOf(CallTimeoutException.class);
        assertThat(forAll.tookMillis()).isEqualTo(100);
        assertThat(work.count()).isEqualTo(2);
        assertAtRest(driven);
    }

    @PolicyOrder({Bulkhead.class, Retry.class})
    @Retry(backoff = @Backoff(initial = "100ms", jitter = Jitter.NONE))
    @Bulkhead(limit = 1)
    @Retention(RetentionPolicy.RUNTIME)
    @interface HeldThroughout {}

    @Retry(backoff = @Backoff(initial = "100ms", jitter = Jitter.NONE))
    @Bulkhead(limit = 1)
    @Retention(RetentionPolicy.RUNTIME)
    @interface HeldWhileRunning {}

    @EveryDriver
    void o3_a_permit_inside_retry_is_free_during_the_back_off_and_outside_is_held(Driven driven) {
        Running inside = driven.guard(HeldWhileRunning.class)
                .start(new Attempts(Reaction.fails(trouble), Reaction.returns("a")));
        driven.advance(50);
        assertThat(held(driven.recorder())).isEmpty();

        Running outside =
                driven.guard(HeldThroughout.class).start(new Attempts(Reaction.fails(trouble), Reaction.returns("b")));
        driven.advance(40);
        assertThat(held(driven.recorder())).containsEntry("bulkhead HeldThroughout permits.used", 1.0);
        driven.advance(100);
        assertThat(inside.ended().value()).isEqualTo("a");
        assertThat(outside.ended().value()).isEqualTo("b");
        assertAtRest(driven);
    }

    @CircuitBreaker(window = 1, openFor = "1s")
    @RateLimit(permits = 1, per = "1h")
    @Bulkhead(limit = 1)
    @Retention(RetentionPolicy.RUNTIME)
    @interface OpenFirst {}

    @EveryDriver
    void o3_an_open_circuit_costs_neither_slot_nor_permit(Driven driven) {
        DrivenGuard guard = driven.guard(OpenFirst.class);
        circuit(driven, "OpenFirst").forceOpen();
        for (int i = 0; i < 5; i++) {
            guard.call(() -> Reaction.returns("never"));
        }
        assertThat(driven.recorder().events()).noneMatch(event -> event.startsWith("rate_limit"));
        circuit(driven, "OpenFirst").reset();
        assertThat(guard.call(() -> Reaction.returns("the slot is there")).returned())
                .isTrue();
        assertAtRest(driven);
    }
}
