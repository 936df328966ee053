package io.selvedge.it.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import io.selvedge.annotations.Bulkhead;
import io.selvedge.annotations.CircuitBreaker;
import io.selvedge.annotations.RateLimit;
import io.selvedge.annotations.Serialized;
import io.selvedge.annotations.SingleFlight;
import io.selvedge.testkit.Driven;
import io.selvedge.testkit.DrivenKeyedGuard;
import io.selvedge.testkit.EveryDriver;
import io.selvedge.testkit.Reaction;
import java.io.IOException;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.List;

/** Which keys keep a policy busy, as operators are told. */
class BusyKeyBehaviourTest {
    @Bulkhead(limit = 2, queue = 10)
    @Retention(RetentionPolicy.RUNTIME)
    @interface Permits {}

    @Serialized
    @Retention(RetentionPolicy.RUNTIME)
    @interface Turns {}

    @RateLimit(permits = 1, per = "1h", burst = 4)
    @Retention(RetentionPolicy.RUNTIME)
    @interface Slots {}

    @CircuitBreaker(window = 4, openFor = "1h")
    @Retention(RetentionPolicy.RUNTIME)
    @interface Circuits {}

    @SingleFlight
    @Retention(RetentionPolicy.RUNTIME)
    @interface Flights {}

    private static void start(DrivenKeyedGuard guard, Object key, int times) {
        for (int i = 0; i < times; i++) {
            guard.start(key, () -> Reaction.returns("a").after(100));
        }
    }

    private static List<String> busy(Driven driven, int most) {
        return driven.recorder().instances().values().stream()
                .flatMap(policy -> policy.busyKeys(most).stream())
                .map(one -> one.key() + ": " + one.doing())
                .toList();
    }

    @EveryDriver
    void permits_and_those_who_wait_for_them(Driven driven) {
        DrivenKeyedGuard guard = driven.keyedGuard(Permits.class);
        start(guard, "ann", 1);
        start(guard, "bob", 5);
        start(guard, "cyd", 2);
        assertThat(busy(driven, 9)).containsExactly("bob: 2 running, 3 waiting", "cyd: 2 running", "ann: 1 running");
        assertThat(busy(driven, 1)).containsExactly("bob: 2 running, 3 waiting");
        driven.advance(1000);
        assertThat(busy(driven, 9)).as("idle keys are none").isEmpty();
    }

    @EveryDriver
    void turns(Driven driven) {
        DrivenKeyedGuard guard = driven.keyedGuard(Turns.class);
        start(guard, "ann", 1);
        start(guard, "bob", 3);
        assertThat(busy(driven, 9)).containsExactly("bob: held, 2 waiting", "ann: held");
        driven.advance(1000);
        assertThat(busy(driven, 9)).isEmpty();
    }

    @EveryDriver
    void slots_that_are_spent(Driven driven) {
        DrivenKeyedGuard guard = driven.keyedGuard(Slots.class);
        start(guard, "ann", 1);
        start(guard, "bob", 6);
        assertThat(busy(driven, 9)).containsExactly("bob: 0 of 4 left", "ann: 3 of 4 left");
        driven.advance(100);
    }

    @EveryDriver
    void circuits_that_are_open_or_close_to_it(Driven driven) {
        DrivenKeyedGuard guard = driven.keyedGuard(Circuits.class);
        guard.call("ann", () -> Reaction.returns("a"));
        guard.call("bob", () -> Reaction.fails(new IOException()));
        guard.call("bob", () -> Reaction.returns("a"));
        for (int i = 0; i < 4; i++) {
            guard.call("cyd", () -> Reaction.fails(new IOException()));
        }
        assertThat(busy(driven, 9)).containsExactly("cyd: open", "bob: closed, 50 % bad");
    }

    @EveryDriver
    void runs_that_many_wait_for(Driven driven) {
        DrivenKeyedGuard guard = driven.keyedGuard(Flights.class);
        start(guard, "ann", 1);
        start(guard, "bob", 3);
        assertThat(busy(driven, 9)).containsExactly("bob: 3 wait for its run", "ann: 1 waits for its run");
        driven.advance(100);
        assertThat(busy(driven, 9)).isEmpty();
    }

    @EveryDriver
    void a_policy_without_keys_has_none(Driven driven) {
        driven.guard(Turns.class).start(() -> Reaction.returns("a").after(100));
        driven.guard(Flights.class).start(() -> Reaction.returns("a").after(100));
        assertThat(busy(driven, 9)).isEmpty();
        driven.advance(100);
    }
}
