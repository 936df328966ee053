package io.selvedge.it.behaviour;

import static io.selvedge.it.behaviour.Resting.assertAtRest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.selvedge.annotations.Backoff;
import io.selvedge.annotations.Bulkhead;
import io.selvedge.annotations.CircuitBreaker;
import io.selvedge.annotations.FanOut;
import io.selvedge.annotations.Hedge;
import io.selvedge.annotations.Jitter;
import io.selvedge.annotations.RateLimit;
import io.selvedge.annotations.Retry;
import io.selvedge.annotations.Serialized;
import io.selvedge.annotations.SingleFlight;
import io.selvedge.annotations.Timeout;
import io.selvedge.failures.CircuitOpenException;
import io.selvedge.runtime.policy.Switch;
import io.selvedge.testkit.Driven;
import io.selvedge.testkit.DrivenGuard;
import io.selvedge.testkit.EveryDriver;
import io.selvedge.testkit.Reaction;
import io.selvedge.testkit.RecordingRecorder;
import io.selvedge.testkit.Running;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.ArrayList;
import java.util.List;

/** What it means that an operator pauses a policy. */
class PauseBehaviourTest {
    @Bulkhead(limit = 1, queue = 1)
    @Retention(RetentionPolicy.RUNTIME)
    @interface OneAndOneInLine {}

    @Bulkhead(name = "shelf", limit = 1)
    @Retention(RetentionPolicy.RUNTIME)
    @interface Shelf {}

    @Retry(maxRetries = 3, backoff = @Backoff(initial = "100ms", jitter = Jitter.NONE))
    @Retention(RetentionPolicy.RUNTIME)
    @interface Tries {}

    @CircuitBreaker(window = 2, openFor = "1h")
    @Timeout("50ms")
    @Retention(RetentionPolicy.RUNTIME)
    @interface BreaksAndLimits {}

    @RateLimit(permits = 1, per = "1h")
    @Retention(RetentionPolicy.RUNTIME)
    @interface Rare {}

    @Serialized
    @Retention(RetentionPolicy.RUNTIME)
    @interface InTurn {}

    @SingleFlight
    @Retention(RetentionPolicy.RUNTIME)
    @interface Shared {}

    @Hedge(after = "10ms", max = 1, idempotent = true)
    @Retention(RetentionPolicy.RUNTIME)
    @interface Doubled {}

    @FanOut
    @Retention(RetentionPolicy.RUNTIME)
    @interface Fanned {}

    private static Switch mode(Driven driven, String room, Class<? extends Annotation> bundle) {
        return driven.engine().mode(room, bundle.getSimpleName());
    }

    @EveryDriver
    void calls_that_begin_while_a_policy_is_paused_pass_it_over(Driven driven) {
        DrivenGuard guard = driven.guard(OneAndOneInLine.class);
        Switch mode = mode(driven, "bulkhead", OneAndOneInLine.class);
        assertThat(mode.value().get()).isEqualTo("active");
        mode.to("paused");
        assertThat(mode.value().get()).isEqualTo("paused");

        List<Running> all = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            all.add(guard.start(() -> Reaction.returns("a").after(100)));
        }
        driven.advance(100);

        assertThat(all).allSatisfy(one -> assertThat(one.ended().tookMillis()).isEqualTo(100));
        assertAtRest(driven);
    }

    @EveryDriver
    void calls_under_way_end_as_they_began_and_give_back_what_they_hold(Driven driven) {
        DrivenGuard guard = driven.guard(OneAndOneInLine.class);
        Switch mode = mode(driven, "bulkhead", OneAndOneInLine.class);
        Running holder = guard.start(() -> Reaction.returns("holder").after(100));
        Running inLine = guard.start(() -> Reaction.returns("in line").after(100));
        mode.to("paused");
        Running free = guard.start(() -> Reaction.returns("free").after(150));
        driven.advance(50);
        mode.to("active");

        assertThat(guard.call(() -> Reaction.returns("one too many")).failure()).isNotNull();
        driven.advance(150);

        assertThat(holder.ended().tookMillis()).isEqualTo(100);
        assertThat(inLine.ended().tookMillis()).isEqualTo(200);
        assertThat(free.ended().tookMillis()).isEqualTo(150);
        assertAtRest(driven);
        assertThat(guard.call(() -> Reaction.returns("as ever")).value()).isEqualTo("as ever");
    }

    @EveryDriver
    void a_call_between_two_attempts_has_all_its_attempts(Driven driven) {
        DrivenGuard guard = driven.guard(Tries.class);
        Attempts two = new Attempts(Reaction.fails(new IOException()), Reaction.returns("at last"));
        Running between = guard.start(two);
        mode(driven, "retry", Tries.class).to("paused");

        Attempts one = new Attempts(Reaction.fails(new IOException("for good")), Reaction.returns("never"));
        assertThat(guard.call(one).failure()).hasMessage("for good");
        driven.advance(200);

        assertThat(one.count()).isEqualTo(1);
        assertThat(between.ended().value()).isEqualTo("at last");
    }

    @EveryDriver
    void what_a_policy_has_counted_stays_and_nothing_is_added(Driven driven) {
        DrivenGuard guard = driven.guard(BreaksAndLimits.class);
        Switch breaker = mode(driven, "circuit_breaker", BreaksAndLimits.class);
        Switch limit = mode(driven, "timeout", BreaksAndLimits.class);
        guard.call(() -> Reaction.fails(new IOException()));
        breaker.to("paused");
        limit.to("paused");
        for (int i = 0; i < 5; i++) {
            guard.call(() -> Reaction.fails(new IOException()));
        }
        assertThat(guard.call(() -> Reaction.returns("slow").after(1000)).value())
                .isEqualTo("slow");
        limit.to("active");
        breaker.to("active");

        assertThat(guard.call(() -> Reaction.fails(new IOException())).failure())
                .as("the second failure on record opens it")
                .isInstanceOf(IOException.class);
        assertThat(guard.call(() -> Reaction.returns("a")).failure()).isInstanceOf(CircuitOpenException.class);
        breaker.to("paused");
        assertThat(guard.call(() -> Reaction.returns("a")).value()).isEqualTo("a");
        breaker.to("active");
        assertThat(guard.call(() -> Reaction.returns("a")).failure()).isInstanceOf(CircuitOpenException.class);
    }

    @EveryDriver
    void a_shared_policy_is_paused_in_all_its_methods_also_those_that_come_later(Driven driven) {
        DrivenGuard before = driven.guard("before", Shelf.class);
        driven.engine().mode("bulkhead", "shelf").to("paused");
        DrivenGuard after = driven.guard("after", Shelf.class);
        Running first = before.start(() -> Reaction.returns("a").after(100));
        Running second = after.start(() -> Reaction.returns("b").after(100));
        driven.advance(100);
        assertThat(first.ended().value()).isEqualTo("a");
        assertThat(second.ended().value()).isEqualTo("b");

        driven.engine().mode("bulkhead", "shelf").to("active");
        Running holder = before.start(() -> Reaction.returns("a").after(100));
        assertThat(after.call(() -> Reaction.returns("b")).failure()).isNotNull();
        driven.advance(100);
        assertThat(holder.ended().value()).isEqualTo("a");
    }

    @EveryDriver
    void limits_turns_flights_and_hedges_are_passed_over_too(Driven driven) {
        DrivenGuard rare = driven.guard(Rare.class);
        DrivenGuard inTurn = driven.guard(InTurn.class);
        DrivenGuard shared = driven.guard(Shared.class);
        DrivenGuard doubled = driven.guard(Doubled.class);
        mode(driven, "rate_limit", Rare.class).to("paused");
        mode(driven, "serialized", InTurn.class).to("paused");
        mode(driven, "single_flight", Shared.class).to("paused");
        mode(driven, "hedge", Doubled.class).to("paused");

        Attempts each = new Attempts(Reaction.returns("a").after(100));
        Attempts slow = new Attempts(Reaction.returns("a").after(100));
        List<Running> all = new ArrayList<>();
        for (DrivenGuard guard : List.of(rare, inTurn, shared)) {
            all.add(guard.start(each));
            all.add(guard.start(each));
        }
        all.add(doubled.start(slow));
        driven.advance(100);

        assertThat(all).allSatisfy(one -> assertThat(one.ended().tookMillis()).isEqualTo(100));
        assertThat(each.count()).isEqualTo(6);
        assertThat(slow.count()).isEqualTo(1);
        assertAtRest(driven);
    }

    @EveryDriver
    void who_listens_hears_calls_as_ever_whenever_he_came(Driven driven) {
        DrivenGuard guard = driven.guard(Tries.class);
        Switch mode = mode(driven, "retry", Tries.class);
        RecordingRecorder late = new RecordingRecorder();
        mode.to("paused");
        driven.engine().watch(late);
        guard.call(() -> Reaction.fails(new IOException()));
        assertThat(late.events())
                .containsExactly("ended failure after 0ns")
                .isEqualTo(driven.recorder().events());

        mode.to("active");
        late.clear();
        guard.call(new Attempts(Reaction.fails(new IOException()), Reaction.returns("a")));
        assertThat(late.events())
                .containsExactly("retry: again after 100ms", "retry: kept, recovered", "ended success after 100ms");

        mode.to("paused");
        driven.engine().unwatch(late);
        late.clear();
        guard.call(() -> Reaction.returns("a"));
        assertThat(late.events()).isEmpty();
    }

    @EveryDriver
    void it_is_told_where_the_chain_is_told(Driven driven) {
        driven.guard(BreaksAndLimits.class);
        mode(driven, "timeout", BreaksAndLimits.class).to("paused");
        assertThat(driven.engine().plans()).isNotEmpty().allSatisfy(plan -> {
            List<String> lines = driven.engine().explain(plan).lines().toList();
            assertThat(lines)
                    .filteredOn(line -> line.contains("PAUSED"))
                    .singleElement()
                    .asString()
                    .contains("@Timeout(\"50ms\")")
                    .endsWith("; PAUSED by an operator");
        });
    }

    @EveryDriver
    void what_makes_the_method_what_it_is_cannot_be_paused(Driven driven) {
        driven.engine().fanOut("spread", Fanned.class);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> driven.engine().mode("fan_out", "spread"))
                .withMessage("fan_out of \"spread\" cannot be paused: without it the method would mean something else");
        driven.guard(Tries.class);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> driven.engine().mode("retry", "Trys"))
                .withMessage("no retry is called \"Trys\"; there are [Tries]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> mode(driven, "retry", Tries.class).to("off"))
                .withMessage("mode must be one of active, paused, not \"off\"");
    }
}
