package io.selvedge.it.behaviour;

import static io.selvedge.it.behaviour.Resting.assertAtRest;
import static org.assertj.core.api.Assertions.assertThat;

import io.selvedge.annotations.Timeout;
import io.selvedge.failures.CallInterruptedException;
import io.selvedge.failures.CallTimeoutException;
import io.selvedge.testkit.Driven;
import io.selvedge.testkit.Reaction;
import io.selvedge.testkit.Running;
import java.io.IOException;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A call whose children run beside each other, under every driver. */
class SpreadBehaviourTest {
    private final IOException trouble = new IOException("trouble");

    @Timeout("50ms")
    @Retention(RetentionPolicy.RUNTIME)
    @interface Limited {}

    private static List<Object> numbers(int count) {
        return IntStream.range(0, count).boxed().collect(Collectors.toList());
    }

    private static void assertGivenUp(Running running) {
        assertThat(running.isDone()).isTrue();
        assertThat(running.ended().failure())
                .isInstanceOfAny(
                        CancellationException.class, InterruptedException.class, CallInterruptedException.class);
    }

    private static void assertAtRestWithoutHands(Kin kin) {
        kin.driven.settle();
        assertThat(kin.driven.hands().atWork()).isZero();
        assertAtRest(kin.driven);
    }

    /** Over how many children calls were spread, as those are told who measure. */
    private static List<String> widths(Kin kin) {
        return kin.driven.recorder().events().stream()
                .filter(event -> event.contains("spread over"))
                .toList();
    }

    @ParameterizedTest
    @EnumSource
    void all_children_run_at_most_so_many_at_once_and_the_values_keep_their_order(Driven.Mode mode) {
        try (Kin kin = new Kin(mode)) {
            kin.reactions = i -> Reaction.returns(i).after(10);
            Brood brood = new Brood(10).width(4);
            Running running = kin.start(brood);
            kin.driven.advance(29);
            assertThat(running.isDone()).isFalse();
            kin.driven.advance(1);

            assertThat(running.ended().value()).isEqualTo(numbers(10));
            assertThat(running.ended().tookMillis()).isEqualTo(30);
            assertThat(brood.most).hasValue(4);
            assertThat(brood.told).hasValue(10);
            assertThat(kin.driven.recorder().events())
                    .filteredOn(event -> event.equals("told: child ended, success"))
                    .hasSize(10);
            assertThat(widths(kin)).containsExactly("told: spread over 10");
            assertAtRestWithoutHands(kin);
        }
    }

    @ParameterizedTest
    @EnumSource
    void none_at_all_is_an_outcome_too(Driven.Mode mode) {
        try (Kin kin = new Kin(mode)) {
            assertThat(kin.start(new Brood(0)).ended().value()).isEqualTo(List.of());
            Brood waited = new Brood(0);
            waited.callerWorks = false;
            assertThat(kin.start(waited).ended().value()).isEqualTo(List.of());
            assertThat(widths(kin)).containsExactly("told: spread over 0", "told: spread over 0");
            assertAtRestWithoutHands(kin);
        }
    }

    @ParameterizedTest
    @EnumSource
    void the_outcome_stands_at_once_and_the_others_are_told_to_end(Driven.Mode mode) {
        try (Kin kin = new Kin(mode)) {
            kin.reactions = i -> i == 1
                    ? Reaction.fails(trouble).after(5)
                    : Reaction.returns(i).after(100);
            Brood brood = new Brood(50).width(3);
            Running running = kin.start(brood);
            kin.driven.advance(5);

            assertThat(running.ended().failure()).isSameAs(trouble);
            assertThat(running.ended().tookMillis()).isEqualTo(5);
            kin.driven.settle();
            assertThat(brood.begun).hasValue(3);
            assertThat(brood.told).hasValue(3);
            assertAtRestWithoutHands(kin);
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_caller_that_only_waits_leaves_at_once_though_a_child_does_not_listen(Driven.Mode mode) {
        try (Kin kin = new Kin(mode)) {
            kin.reactions = i -> i == 1
                    ? Reaction.returns(i).after(5)
                    : Reaction.returns(i).after(100).stubbornly();
            Brood brood = new Brood(3).width(3).race();
            Running running = kin.start(brood);
            kin.driven.advance(5);
            assertThat(running.isDone()).isTrue();
            assertThat(running.ended().tookMillis()).isEqualTo(5);
            assertThat(brood.told).hasValue(1);

            kin.driven.advance(95);
            assertThat(brood.told).hasValue(3);
            assertThat(kin.driven.recorder().events())
                    .filteredOn(event -> event.equals("told: late by 95ms"))
                    .hasSize(2);
            assertAtRestWithoutHands(kin);
        }
    }

    @ParameterizedTest
    @EnumSource
    void who_gives_the_call_up_ends_every_child(Driven.Mode mode) {
        try (Kin kin = new Kin(mode)) {
            kin.reactions = i -> Reaction.returns(i).after(100);
            for (boolean callerWorks : List.of(true, false)) {
                Brood brood = new Brood(50).width(4);
                brood.callerWorks = callerWorks;
                Running running = kin.start(brood);
                kin.driven.advance(10);
                running.giveUp();

                kin.driven.settle();
                assertGivenUp(running);
                assertThat(brood.begun).hasValue(4);
                assertThat(brood.told).hasValue(4);
                assertAtRestWithoutHands(kin);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_limit_around_the_call_ends_every_child(Driven.Mode mode) {
        try (Kin kin = new Kin(mode)) {
            kin.reactions = i -> Reaction.returns(i).after(100);
            Brood brood = new Brood(50).width(4);
            kin.room.answer = call -> brood;
            var limited = kin.engine().guard("limited", Limited.class);
            Running running = kin.driven.started(() -> around(limited, kin));
            kin.driven.advance(50);

            assertThat(running.ended().failure()).isInstanceOf(CallTimeoutException.class);
            kin.driven.settle();
            assertThat(brood.begun).hasValue(4);
            assertThat(brood.told).hasValue(4);
            assertAtRestWithoutHands(kin);
        }
    }

    @SuppressWarnings("unchecked")
    private static @Nullable Object around(io.selvedge.runtime.Guard guard, Kin kin) throws Exception {
        return kin.driven.blocking()
                ? guard.call((Callable<@Nullable Object>) () -> kin.call(0))
                : guard.stage(() -> (CompletionStage<@Nullable Object>) kin.call(0));
    }

    @ParameterizedTest
    @EnumSource
    void the_width_may_grow_and_shrink_while_children_run(Driven.Mode mode) {
        try (Kin kin = new Kin(mode)) {
            kin.reactions = i -> Reaction.returns(i).after(10);
            Brood brood = new Brood(30).width(1);
            Running running = kin.start(brood);
            kin.driven.advance(20);
            assertThat(brood.begun).hasValue(3);
            brood.width = 5;
            brood.more.run();
            kin.driven.settle();
            assertThat(brood.begun).hasValue(7);
            kin.driven.advance(10);
            assertThat(brood.begun).hasValue(12);
            brood.width = 2;
            kin.driven.advance(10);
            assertThat(brood.begun).hasValue(14);
            kin.driven.advance(10);
            assertThat(brood.begun).hasValue(16);
            brood.width = 100;
            brood.more.run();
            kin.driven.settle();
            assertThat(brood.begun).hasValue(30);
            kin.driven.advance(10);
            assertThat(running.ended().value()).isEqualTo(numbers(30));
            assertThat(brood.most).hasValue(16);
            assertAtRestWithoutHands(kin);
        }
    }

    @ParameterizedTest
    @EnumSource
    void the_next_child_may_have_to_wait_for_its_moment(Driven.Mode mode) {
        try (Kin kin = new Kin(mode)) {
            kin.reactions = i -> Reaction.returns(i).after(i == 2 ? 5 : 100);
            Brood brood = new Brood(5).race();
            long[] began = new long[1];
            brood.delay = () -> brood.begun.get() == 0
                    ? 0
                    : began[0]
                            + brood.begun.get() * 20_000_000L
                            - kin.driven.time().nanos();
            Running running = kin.start(brood);
            assertThat(brood.begun).hasValue(1);
            kin.driven.advance(19);
            assertThat(brood.begun).hasValue(1);
            kin.driven.advance(1);
            assertThat(brood.begun).hasValue(2);
            kin.driven.advance(20);
            assertThat(brood.begun).hasValue(3);
            kin.driven.advance(5);
            assertThat(running.ended().tookMillis()).isEqualTo(45);
            assertThat(running.ended().returned()).isTrue();
            assertAtRestWithoutHands(kin);
        }
    }

    @ParameterizedTest
    @EnumSource
    void what_next_throws_ends_the_call(Driven.Mode mode) {
        try (Kin kin = new Kin(mode)) {
            kin.reactions = i -> Reaction.returns(i).after(100);
            Running running = kin.start(
                    new Brood(50) {
                        @Override
                        public boolean next(Child child) throws Throwable {
                            if (begun.get() == 2) {
                                throw trouble;
                            }
                            return super.next(child);
                        }
                    }.width(3));
            kin.driven.settle();

            assertThat(running.ended().failure()).isSameAs(trouble);
            assertThat(running.ended().tookMillis()).isZero();
            assertAtRestWithoutHands(kin);
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_policy_that_does_not_keep_its_word_fails_the_call_and_nothing_else(Driven.Mode mode) {
        IllegalStateException bug = new IllegalStateException("bug");
        try (Kin kin = new Kin(mode)) {
            kin.reactions = i -> Reaction.returns(i).after(i);
            for (Brood brood : List.of(
                    new Brood(9) {
                        @Override
                        public boolean ended(Child child, @Nullable Object value, @Nullable Throwable failure) {
                            super.ended(child, value, failure);
                            throw bug;
                        }
                    },
                    new Brood(9) {
                        @Override
                        public @Nullable Object outcome() {
                            throw bug;
                        }
                    },
                    new Brood(9) {
                        @Override
                        public int width() {
                            if (begun.get() == 3) {
                                throw bug;
                            }
                            return 2;
                        }
                    },
                    new Brood(9) {
                        @Override
                        public void begins(Runnable again) {
                            throw bug;
                        }
                    })) {
                Running running = kin.start(brood);
                kin.driven.advance(100);
                assertThat(running.ended().failure()).isSameAs(bug);
                kin.driven.settle();
                assertThat(brood.told.get())
                        .isEqualTo(kin.driven.recorder().events().stream()
                                .filter(event -> event.startsWith("told: child ended"))
                                .count());
                kin.driven.recorder().clear();
                assertAtRestWithoutHands(kin);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_child_may_be_something_else_that_is_run_in_the_methods_place(Driven.Mode mode) {
        try (Kin kin = new Kin(mode)) {
            Running running = kin.start(new Brood(4) {
                @Override
                public boolean next(Child child) throws Throwable {
                    boolean there = super.next(child);
                    if (there && child.index() % 2 == 1) {
                        child.give(child.index(), child.arguments(), () -> kin.driven.react(Reaction.returns("other")));
                    }
                    return there;
                }
            });
            kin.driven.advance(1);
            assertThat(running.ended().value()).isEqualTo(List.of(0, "other", 2, "other"));
            assertAtRestWithoutHands(kin);
        }
    }

    @ParameterizedTest
    @EnumSource
    void children_that_began_before_the_policy_failed_to_begin_are_told_to_end(Driven.Mode mode) {
        IllegalStateException bug = new IllegalStateException("bug");
        try (Kin kin = new Kin(mode)) {
            kin.reactions = i -> Reaction.returns(i).after(100);
            Brood brood = new Brood(9) {
                @Override
                public void begins(Runnable again) {
                    again.run();
                    Play.awaitTrue(() -> begun.get() > 0, () -> "none began");
                    throw bug;
                }
            }.width(3);
            Running running = kin.start(brood);
            kin.driven.settle();
            assertThat(running.ended().failure()).isSameAs(bug);
            assertThat(running.ended().tookMillis()).isZero();
            assertThat(brood.begun.get()).isEqualTo(brood.told.get()).isPositive();
            assertAtRestWithoutHands(kin);
        }
    }
}
