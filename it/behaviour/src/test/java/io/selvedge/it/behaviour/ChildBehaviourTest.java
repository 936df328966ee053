package io.selvedge.it.behaviour;

import static io.selvedge.it.behaviour.Resting.assertAtRest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.selvedge.annotations.Timeout;
import io.selvedge.runtime.Guard;
import io.selvedge.runtime.drive.ContextCarrier;
import io.selvedge.runtime.policy.Admission;
import io.selvedge.runtime.policy.Call;
import io.selvedge.runtime.policy.Pass;
import io.selvedge.runtime.policy.Rest;
import io.selvedge.testkit.Driven;
import io.selvedge.testkit.Reaction;
import io.selvedge.testkit.Roles;
import io.selvedge.testkit.Running;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.time.Duration;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every child of a call has from it: deadline, lineage and context. */
class ChildBehaviourTest {
    private static final ThreadLocal<@Nullable String> USER = new ThreadLocal<>();

    /** Carries one thread-local. */
    private static final ContextCarrier CARRIER = () -> {
        String user = USER.get();
        return () -> {
            String before = USER.get();
            USER.set(user);
            return () -> USER.set(before);
        };
    };

    @Timeout("500ms")
    @Retention(RetentionPolicy.RUNTIME)
    @interface Limited {}

    private final Set<String> seen = Collections.synchronizedSet(new TreeSet<>());
    private final AtomicLong parent = new AtomicLong();

    /** Notes what each child's own calls are told, and has the others spread. */
    private Admission answer(Call call, Admission spread) {
        if (!call.target().name().endsWith("probe")) {
            parent.set(call.id());
            return spread;
        }
        seen.add("within " + call.isWithin(parent.get()) + ", by " + call.deadlineNanos() / 1_000_000 + ", as "
                + USER.get());
        return Pass.FREE;
    }

    @ParameterizedTest
    @EnumSource
    void every_child_has_the_deadline_the_lineage_and_the_context_of_the_call(Driven.Mode mode) {
        try (Kin kin = new Kin(mode, CARRIER)) {
            Brood brood = new Brood(9).width(2);
            kin.reactions = i -> Reaction.returns(i).after(10);
            kin.inside = kin::probe;
            kin.room.answer = call -> answer(call, brood);
            Guard limited = kin.engine().guard("limited", Limited.class);
            Running running = kin.driven.started(() -> {
                USER.set("ann");
                try {
                    return around(limited, kin);
                } finally {
                    USER.set("somebody else");
                }
            });
            kin.driven.advance(100);
            assertThat(running.ended().returned()).isTrue();
            assertThat(seen).containsExactly("within true, by 500, as ann");
            assertThat(brood.told).hasValue(9);
            assertAtRest(kin.driven);
        } finally {
            USER.remove();
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_run_of_what_lies_behind_a_door_has_them_too_unless_it_outlives_its_caller(Driven.Mode mode) {
        try (Kin kin = new Kin(mode, CARRIER)) {
            Rest[] rest = new Rest[1];
            kin.inside = kin::probe;
            kin.room.answer = call -> answer(call, new Admission.Detach(given -> {
                rest[0] = given;
                return new Admission.Answer("answered");
            }));
            Guard limited = kin.engine().guard("limited", Limited.class);
            Running running = kin.driven.started(() -> {
                USER.set("ann");
                try {
                    return around(limited, kin);
                } finally {
                    USER.set("somebody else");
                }
            });
            assertThat(running.ended().value()).isEqualTo("answered");
            rest[0].start(new Object[] {1}, (value, failure) -> {});
            kin.driven.advance(1);
            assertThat(seen).containsExactly("within true, by 500, as ann");
            seen.clear();
            rest[0].withoutDeadline().start(new Object[] {1}, (value, failure) -> {});
            kin.driven.advance(1);
            assertThat(seen).containsExactly("within true, by " + Long.MAX_VALUE / 1_000_000 + ", as ann");
            assertAtRest(kin.driven);
        } finally {
            USER.remove();
        }
    }

    @SuppressWarnings("unchecked")
    private static @Nullable Object around(Guard guard, Kin kin) throws Exception {
        return kin.driven.blocking()
                ? guard.call((Callable<@Nullable Object>) () -> kin.call(0))
                : guard.stage(() -> (CompletionStage<@Nullable Object>) kin.call(0));
    }

    @Test
    void t2_a_foreign_interrupt_that_a_child_on_the_callers_thread_answers_to_ends_the_whole_call() throws Exception {
        try (Kin kin = new Kin(Driven.Mode.BLOCKING);
                Roles roles = new Roles()) {
            kin.reactions = i -> Reaction.returns(i).after(100);
            Brood brood = new Brood(9).width(1);
            kin.room.answer = call -> brood;
            Throwable[] thrown = new Throwable[1];
            Thread caller = roles.start("caller", () -> {
                thrown[0] = catchThrowable(() -> kin.call(0));
                assertThat(Thread.currentThread().isInterrupted()).isFalse();
            });
            kin.driven.time().awaitParked(1);
            caller.interrupt();
            roles.join("caller");
            assertThat(thrown[0]).isInstanceOf(InterruptedException.class);
            assertThat(brood.begun).hasValue(1);
            assertThat(brood.told).hasValue(1);
        }
    }

    @Test
    void t2_an_interrupt_that_a_child_leaves_up_stops_the_pulling_and_an_outcome_that_stands_outlasts_it()
            throws Exception {
        try (Kin kin = new Kin(Driven.Mode.BLOCKING);
                Roles roles = new Roles()) {
            kin.inside = i -> Thread.currentThread().interrupt();
            for (boolean outcomeStands : new boolean[] {false, true}) {
                Brood brood = new Brood(9).width(1);
                brood.race = outcomeStands;
                kin.room.answer = call -> brood;
                roles.start("caller " + outcomeStands, () -> {
                    Throwable thrown = catchThrowable(() -> kin.call(0));
                    assertThat(Thread.interrupted()).isEqualTo(outcomeStands);
                    if (outcomeStands) {
                        assertThat(thrown).isNull();
                    } else {
                        assertThat(thrown).isInstanceOf(InterruptedException.class);
                    }
                });
                roles.join("caller " + outcomeStands);
                assertThat(brood.begun).hasValue(1);
            }
        }
    }

    @Test
    void t2_what_ends_the_callers_own_child_is_not_left_behind_on_its_thread() throws Exception {
        try (Kin kin = new Kin(Driven.Mode.BLOCKING);
                Roles roles = new Roles()) {
            kin.reactions = i -> i == 1
                    ? Reaction.fails(new IllegalStateException("ends it")).after(5)
                    : Reaction.returns(i).after(100).stubbornly();
            kin.room.answer = call -> new Brood(2).width(2);
            roles.start("caller", () -> {
                Throwable thrown = catchThrowable(() -> kin.call(0));
                assertThat(thrown).hasMessage("ends it");
                assertThat(Thread.interrupted()).isFalse();
            });
            kin.driven.time().awaitParked(2);
            kin.driven.advance(5);
            kin.driven.time().awaitParked(1);
            kin.driven.time().advance(Duration.ofMillis(95));
            roles.join("caller");
        }
    }
}
