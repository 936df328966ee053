package io.selvedge.it.behaviour;

import static io.selvedge.it.behaviour.Resting.assertAtRest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.selvedge.failures.CallTimeoutException;
import io.selvedge.runtime.policy.Admission;
import io.selvedge.runtime.policy.Pass;
import io.selvedge.runtime.policy.Rest;
import io.selvedge.testkit.Driven;
import io.selvedge.testkit.Reaction;
import io.selvedge.testkit.Running;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What lies behind a door, run later; and calls that share the end of another run. Under every driver. */
class RestBehaviourTest {
    private final IOException trouble = new IOException("trouble");

    /** The ends of runs that were started. */
    private static final class Ends {
        final List<@Nullable Object> all = new ArrayList<>();

        synchronized void add(@Nullable Object value, @Nullable Throwable failure) {
            all.add(failure == null ? value : failure);
        }

        synchronized List<@Nullable Object> all() {
            return new ArrayList<>(all);
        }
    }

    private static Rest detached(Kin kin, Admission then) {
        Rest[] rest = new Rest[1];
        kin.room.answer = call -> new Admission.Detach(given -> {
            rest[0] = given;
            return then;
        });
        assertThat(kin.driven.started(() -> kin.call(7)).ended().returned()).isTrue();
        return rest[0];
    }

    @ParameterizedTest
    @EnumSource
    void the_call_goes_on_with_what_is_answered_and_the_rest_stays_valid(Driven.Mode mode) {
        try (Kin kin = new Kin(mode)) {
            kin.reactions = i -> i == 13
                    ? Reaction.fails(trouble).after(5)
                    : Reaction.returns(i).after(10);
            Rest rest = detached(kin, new Admission.Answer("answered"));
            Ends ends = new Ends();
            rest.start(new Object[] {12}, ends::add);
            rest.start(new Object[] {13}, ends::add);
            kin.driven.settle();
            assertThat(ends.all()).isEmpty();
            kin.driven.advance(10);
            assertThat(ends.all()).containsExactly(trouble, 12);
            assertAtRest(kin.driven);
        }
    }

    @ParameterizedTest
    @EnumSource
    void the_call_may_come_in_as_well(Driven.Mode mode) {
        try (Kin kin = new Kin(mode)) {
            kin.room.answer = call -> new Admission.Detach(rest -> Pass.FREE);
            Running running = kin.driven.started(() -> kin.call(7));
            kin.driven.advance(1);
            assertThat(running.ended().value()).isEqualTo(7);
            assertAtRest(kin.driven);
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_run_that_is_cancelled_is_told_to_end_and_tells_its_end_once(Driven.Mode mode) {
        try (Kin kin = new Kin(mode)) {
            kin.reactions = i -> Reaction.returns(i).after(100);
            Rest rest = detached(kin, new Admission.Answer("answered"));
            Ends ends = new Ends();
            Rest.Errand errand = rest.start(new Object[] {12}, ends::add);
            kin.driven.advance(10);
            errand.cancel();
            errand.cancel();
            kin.driven.settle();
            assertThat(ends.all())
                    .singleElement()
                    .isInstanceOfAny(InterruptedException.class, CancellationException.class);
            errand.cancel();
            assertThat(ends.all()).hasSize(1);
            assertAtRest(kin.driven);
        }
    }

    @ParameterizedTest
    @EnumSource
    void each_run_is_measured_as_a_child_and_one_that_nobody_wants_any_more_is_late(Driven.Mode mode) {
        try (Kin kin = new Kin(mode)) {
            kin.reactions = i -> i == 13
                    ? Reaction.fails(trouble).after(5)
                    : Reaction.returns(i).after(10).stubbornly();
            Rest rest = detached(kin, new Admission.Answer("answered"));
            Ends ends = new Ends();
            rest.start(new Object[] {13}, ends::add);
            Rest.Errand unwanted = rest.start(new Object[] {12}, ends::add);
            kin.driven.advance(7);
            unwanted.cancel();
            kin.driven.advance(10);
            assertThat(kin.driven.recorder().events())
                    .filteredOn(event -> event.startsWith("told:"))
                    .containsExactly(
                            "told: child began",
                            "told: child began",
                            "told: child ended, failure",
                            kin.driven.blocking() ? "told: child ended, success" : "told: child ended, cancelled",
                            "told: late by 3ms");
            assertAtRest(kin.driven);
        }
    }

    @Test
    void a_run_on_the_callers_own_thread() throws Throwable {
        try (Kin kin = new Kin(Driven.Mode.BLOCKING)) {
            Rest rest = detached(kin, new Admission.Answer("answered"));
            assertThat(rest.run(new Object[] {12})).isEqualTo(12);
            kin.reactions = i -> Reaction.fails(trouble);
            Throwable thrown = catchThrowable(() -> rest.run(new Object[] {12}));
            assertThat(thrown).isSameAs(trouble);
            assertThat(kin.driven.recorder().events())
                    .filteredOn(event -> event.startsWith("told:"))
                    .containsExactly(
                            "told: child began",
                            "told: child ended, success",
                            "told: child began",
                            "told: child ended, failure");
            assertAtRest(kin.driven);
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_call_that_joins_has_the_end_of_the_other_run(Driven.Mode mode) {
        try (Kin kin = new Kin(mode)) {
            AtomicInteger left = new AtomicInteger();
            CompletableFuture<Object> end = new CompletableFuture<>();
            kin.room.answer = call -> new Admission.Join(end, left::incrementAndGet, () -> late());
            Running first = kin.driven.started(() -> kin.call(1));
            Running second = kin.driven.started(() -> kin.call(2));
            kin.driven.advance(10);
            assertThat(first.isDone()).isFalse();
            end.complete("shared");
            assertThat(first.ended().value()).isEqualTo("shared");
            assertThat(second.ended().value()).isEqualTo("shared");
            assertThat(kin.driven.started(() -> kin.call(3)).ended().value()).isEqualTo("shared");

            kin.room.answer = call ->
                    new Admission.Join(CompletableFuture.failedFuture(trouble), left::incrementAndGet, () -> late());
            assertThat(kin.driven.started(() -> kin.call(4)).ended().failure()).isSameAs(trouble);
            assertThat(left).hasValue(0);
            assertThat(kin.driven.recorder().events())
                    .filteredOn("told: waited 10ms"::equals)
                    .hasSize(2);
            assertAtRest(kin.driven);
        }
    }

    @ParameterizedTest
    @EnumSource
    void who_gives_up_a_shared_end_says_so_once(Driven.Mode mode) {
        try (Kin kin = new Kin(mode)) {
            AtomicInteger left = new AtomicInteger();
            CompletableFuture<Object> end = new CompletableFuture<>();
            kin.room.answer = call -> new Admission.Join(end, left::incrementAndGet, () -> late());
            Running first = kin.driven.started(() -> kin.call(1));
            Running second = kin.driven.started(() -> kin.call(2));
            first.giveUp();
            assertThat(first.isDone()).isTrue();
            kin.driven.settle();
            assertThat(left).hasValue(1);
            end.complete("shared");
            assertThat(second.ended().value()).isEqualTo("shared");
            assertThat(left).hasValue(1);
            assertAtRest(kin.driven);
        }
    }

    private static CallTimeoutException late() {
        return new CallTimeoutException("Kin.call", Duration.ofMillis(1));
    }
}
