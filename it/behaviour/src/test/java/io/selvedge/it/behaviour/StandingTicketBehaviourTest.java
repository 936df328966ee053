package io.selvedge.it.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import io.selvedge.annotations.Policy;
import io.selvedge.annotations.Timeout;
import io.selvedge.runtime.policy.Admission;
import io.selvedge.runtime.policy.Call;
import io.selvedge.runtime.policy.Pass;
import io.selvedge.runtime.policy.Room;
import io.selvedge.runtime.policy.Site;
import io.selvedge.runtime.policy.Verdict;
import io.selvedge.testkit.Driven;
import io.selvedge.testkit.DrivenGuard;
import io.selvedge.testkit.EveryDriver;
import io.selvedge.testkit.Reaction;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A policy whose ticket stands is asked only where its answer is not known. */
class StandingTicketBehaviourTest {

    @Policy
    @Retention(RetentionPolicy.RUNTIME)
    @interface Standing {}

    @Standing
    @Timeout("1s")
    @Retention(RetentionPolicy.RUNTIME)
    @interface Limited {}

    /** A ticket that many calls may hold. */
    private record Ticket(String name) implements Pass {
        @Override
        public boolean shared() {
            return true;
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /** Tries again after a failure, with another ticket, and after a failure with that one gives up. */
    private static final class StandingRoom implements Room<Standing, Ticket> {
        private static final Ticket FIRST = new Ticket("first");
        private static final Ticket SECOND = new Ticket("second");

        final List<String> asked = new ArrayList<>();

        @Override
        public String name() {
            return "standing";
        }

        @Override
        public Class<Standing> annotation() {
            return Standing.class;
        }

        @Override
        public Ticket configure(Standing annotation, Site site) {
            return FIRST;
        }

        @Override
        public String reason() {
            return "outermost";
        }

        @Override
        public io.selvedge.runtime.policy.Policy open(Ticket first, Site site) {
            return new io.selvedge.runtime.policy.Policy() {
                @Override
                public Admission admit(Call call) {
                    throw new AssertionError("its answer is known");
                }

                @Override
                public Pass standing() {
                    return first;
                }

                @Override
                public Verdict settle(Call call, Pass pass, @Nullable Object value, @Nullable Throwable failure) {
                    asked.add(pass + ": " + (failure == null ? "well" : failure.getMessage()));
                    return failure != null && pass == FIRST ? new Verdict.Again(0, SECOND) : Verdict.keep();
                }
            };
        }
    }

    @EveryDriver
    void a_call_that_goes_well_asks_nothing(Driven any) {
        StandingRoom room = new StandingRoom();
        try (Driven driven = with(any, room)) {
            DrivenGuard guard = driven.guard(Limited.class);
            assertThat(guard.call(() -> Reaction.returns("a").after(10)).value())
                    .isEqualTo("a");
            assertThat(room.asked).isEmpty();
        }
    }

    @EveryDriver
    void a_failure_is_told_once_and_a_later_success_to_the_ticket_that_was_given_for_it(Driven any) {
        StandingRoom room = new StandingRoom();
        try (Driven driven = with(any, room)) {
            DrivenGuard guard = driven.guard(Limited.class);
            for (int call = 0; call < 3; call++) {
                Attempts work = new Attempts(Reaction.fails(new IllegalStateException("no")), Reaction.returns("a"));
                assertThat(guard.call(work).value()).isEqualTo("a");
            }
            assertThat(room.asked)
                    .containsExactly(
                            "first: no", "second: well", "first: no", "second: well", "first: no", "second: well");
        }
    }

    @EveryDriver
    void a_call_after_one_that_gave_up_has_the_standing_ticket_again(Driven any) {
        StandingRoom room = new StandingRoom();
        try (Driven driven = with(any, room)) {
            DrivenGuard guard = driven.guard(Limited.class);
            IllegalStateException failure = new IllegalStateException("no");
            assertThat(guard.call(() -> Reaction.fails(failure)).failure()).isSameAs(failure);
            assertThat(guard.call(() -> Reaction.returns("a")).value()).isEqualTo("a");
            assertThat(guard.call(() -> Reaction.fails(failure)).failure()).isSameAs(failure);
            assertThat(room.asked).containsExactly("first: no", "second: no", "first: no", "second: no");
        }
    }

    private static Driven with(Driven any, StandingRoom room) {
        return new Driven(any.mode(), options -> options.withRoom(room, Timeout.class));
    }
}
