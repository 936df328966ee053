package io.selvedge.it.behaviour;

import static io.selvedge.it.behaviour.Resting.assertAtRest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.selvedge.annotations.Bulkhead;
import io.selvedge.annotations.FanOut;
import io.selvedge.failures.BulkheadFullException;
import io.selvedge.failures.CallInterruptedException;
import io.selvedge.runtime.FanGuard;
import io.selvedge.runtime.Guard;
import io.selvedge.runtime.bulkhead.BulkheadControl;
import io.selvedge.runtime.drive.ContextCarrier;
import io.selvedge.runtime.drive.Lineage;
import io.selvedge.runtime.policy.BadDefinition;
import io.selvedge.testkit.Driven;
import io.selvedge.testkit.DrivenGuard;
import io.selvedge.testkit.DrivenKeyedGuard;
import io.selvedge.testkit.EveryDriver;
import io.selvedge.testkit.Reaction;
import io.selvedge.testkit.Running;
import java.io.IOException;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A bulkhead with a name as the one limiter that many calls share: what users of JavaScript's p-limit expect of
 * {@code pLimit(n)}, under every driver.
 */
class LimiterBehaviourTest {
    @Bulkhead(name = "limiter", limit = 2, queue = 1000)
    @Retention(RetentionPolicy.RUNTIME)
    @interface Limited {}

    private static BulkheadControl limiter(Driven driven) {
        return driven.engine().control(BulkheadControl.class, "limiter");
    }

    private static Running begin(DrivenGuard guard, Object value) {
        return guard.start(() -> Reaction.returns(value).after(100));
    }

    @EveryDriver
    void never_more_than_the_limit_run_at_once(Driven driven) {
        DrivenGuard guard = driven.guard(Limited.class);
        List<Running> all = Stream.generate(() -> begin(guard, "a")).limit(10).toList();
        for (int i = 0; i < 5; i++) {
            assertThat(limiter(driven).used()).isEqualTo(2);
            driven.advance(100);
            assertThat(all.stream().filter(Running::isDone)).hasSize(2 * (i + 1));
        }
        assertAtRest(driven);
    }

    @EveryDriver
    void calls_begin_in_the_order_in_which_they_came(Driven driven) {
        DrivenGuard guard = driven.guard(Limited.class);
        List<Integer> begun = Collections.synchronizedList(new ArrayList<>());
        for (int i = 0; i < 20; i++) {
            int number = i;
            guard.start(() -> {
                begun.add(number);
                return Reaction.returns(number).after(10 + number % 3);
            });
        }
        driven.advance(1000);
        assertThat(begun).isSorted().hasSize(20);
        assertAtRest(driven);
    }

    @EveryDriver
    void results_belong_to_their_calls_whatever_ends_first(Driven driven) {
        DrivenGuard guard = driven.guard(Limited.class);
        List<Running> all = IntStream.range(0, 10)
                .mapToObj(i -> guard.start(() -> Reaction.returns("value " + i).after(100 - 10 * i)))
                .toList();
        driven.advance(1000);
        assertThat(all).extracting(each -> each.ended().value()).containsExactlyElementsOf(numbered("value ", 10));
        assertAtRest(driven);
    }

    /** What {@code limit.map(iterable, f)} is: the limiter around each element's call. */
    @EveryDriver
    void any_iterable_may_go_through_it_element_by_element(Driven driven) {
        DrivenGuard guard = driven.guard(Limited.class);
        List<Running> mapped = new ArrayList<>();
        for (int element : IntStream.range(0, 7).boxed().toList()) {
            mapped.add(begin(guard, element * element));
        }
        driven.advance(400);
        assertThat(mapped).extracting(each -> each.ended().value()).containsExactly(0, 1, 4, 9, 16, 25, 36);
        assertAtRest(driven);
    }

    @EveryDriver
    void a_call_that_fails_or_throws_at_once_does_not_stop_the_line(Driven driven) {
        DrivenGuard guard = driven.guard(Limited.class);
        IOException failure = new IOException("3");
        List<Running> all = IntStream.range(0, 8)
                .mapToObj(i -> guard.start(() ->
                        i == 3 ? Reaction.fails(failure) : Reaction.returns(i).after(10)))
                .toList();
        Running thrower = guard.start(() -> {
            throw new IllegalStateException("before there is a stage");
        });
        Running last = begin(guard, "last");
        driven.advance(1000);

        assertThat(all.get(3).ended().failure()).isSameAs(failure);
        assertThat(all.stream().filter(each -> each.ended().returned())).hasSize(7);
        assertThat(thrower.ended().failure()).isInstanceOf(IllegalStateException.class);
        assertThat(last.ended().value()).isEqualTo("last");
        assertAtRest(driven);
    }

    @EveryDriver
    void it_tells_how_many_are_active_and_how_many_pending(Driven driven) {
        DrivenGuard guard = driven.guard(Limited.class);
        BulkheadControl limiter = limiter(driven);
        assertThat(List.of(limiter.used(), limiter.waiting())).containsExactly(0, 0);
        begin(guard, "a");
        assertThat(List.of(limiter.used(), limiter.waiting())).containsExactly(1, 0);
        IntStream.range(0, 4).forEach(i -> begin(guard, "b"));
        assertThat(List.of(limiter.used(), limiter.waiting())).containsExactly(2, 3);
        driven.advance(100);
        assertThat(List.of(limiter.used(), limiter.waiting())).containsExactly(2, 1);
        driven.advance(200);
        assertThat(List.of(limiter.used(), limiter.waiting())).containsExactly(0, 0);
    }

    @EveryDriver
    void clearing_refuses_those_in_line_and_lets_those_who_run_finish(Driven driven) {
        DrivenGuard guard = driven.guard(Limited.class);
        List<Running> running = List.of(begin(guard, "a"), begin(guard, "b"));
        Attempts never = new Attempts(Reaction.returns("never"));
        List<Running> inLine = List.of(guard.start(never), guard.start(never), guard.start(never));

        assertThat(limiter(driven).clear()).isEqualTo(3);
        driven.settle();
        assertThat(inLine)
                .allSatisfy(each -> assertThat(each.ended().failure())
                        .isInstanceOfSatisfying(BulkheadFullException.class, sent -> {
                            assertThat(sent.reason()).isEqualTo("cleared");
                            assertThat(sent.name()).isEqualTo("limiter");
                        }));
        assertThat(driven.recorder().events("Limited"))
                .filteredOn("bulkhead: refused, cleared"::equals)
                .hasSize(3);
        Running later = begin(guard, "later");
        driven.advance(200);

        assertThat(running).extracting(each -> each.ended().value()).containsExactly("a", "b");
        assertThat(later.ended().value()).isEqualTo("later");
        assertThat(never.count()).isZero();
        assertAtRest(driven);
    }

    @EveryDriver
    void clearing_when_nobody_waits_does_nothing(Driven driven) {
        DrivenGuard guard = driven.guard(Limited.class);
        assertThat(limiter(driven).clear()).isZero();
        Running running = begin(guard, "a");
        assertThat(limiter(driven).clear()).isZero();
        driven.advance(100);
        assertThat(running.ended().value()).isEqualTo("a");
        assertAtRest(driven);
    }

    @EveryDriver
    void the_limit_can_be_raised_and_lowered_while_calls_wait(Driven driven) {
        DrivenGuard guard = driven.guard(Limited.class);
        BulkheadControl limiter = limiter(driven);
        IntStream.range(0, 20).forEach(i -> begin(guard, "a"));

        limiter.resize(5, 1000);
        driven.settle();
        assertThat(List.of(limiter.limit(), limiter.used(), limiter.waiting())).containsExactly(5, 5, 15);
        limiter.resize(1, 1000);
        assertThat(limiter.used()).as("those who run finish undisturbed").isEqualTo(5);
        driven.advance(100);
        assertThat(List.of(limiter.used(), limiter.waiting())).containsExactly(1, 14);
        limiter.resize(14, 1000);
        driven.settle();
        assertThat(List.of(limiter.used(), limiter.waiting())).containsExactly(14, 1);
        driven.advance(200);
        assertAtRest(driven);
    }

    @EveryDriver
    void a_limit_that_cannot_be_is_refused_and_changes_nothing(Driven driven) {
        driven.guard(Limited.class);
        BulkheadControl limiter = limiter(driven);
        for (int wrong : new int[] {0, -1, Integer.MIN_VALUE, Integer.MAX_VALUE}) {
            assertThatThrownBy(() -> limiter.resize(wrong, 10))
                    .isInstanceOf(BadDefinition.class)
                    .hasMessageContaining("limit");
        }
        assertThat(limiter.limit()).isEqualTo(2);
        assertThat(limiter.queue()).isEqualTo(1000);
    }

    /** Methods and a guard for lambdas under one name. */
    static class Tasks {
        @Bulkhead(name = "limiter", limit = 2, queue = 1000)
        Object find(Callable<Object> code) throws Exception {
            return code.call();
        }

        @Bulkhead(name = "limiter", limit = 2, queue = 1000)
        Object search(Callable<Object> code) throws Exception {
            return code.call();
        }
    }

    @EveryDriver
    void methods_and_lambdas_of_one_name_share_it(Driven driven) throws Exception {
        driven.engine().serve(Tasks.class);
        DrivenGuard report = driven.guard("report", Limited.class);
        DrivenGuard export = driven.guard("export", Limited.class);
        BulkheadControl limiter = limiter(driven);
        Tasks tasks = new Tasks();

        Object inside = tasks.find(() -> tasks.search(() -> {
            assertThat(limiter.used()).isEqualTo(2);
            List<Running> waiting = Lineage.empty().call(() -> List.of(begin(report, "a"), begin(export, "b")));
            assertThat(limiter.waiting()).isEqualTo(2);
            return waiting;
        }));
        driven.advance(100);
        assertThat((List<?>) inside).allMatch(each -> ((Running) each).ended().returned());
        assertAtRest(driven);
    }

    @FanOut(concurrency = 10)
    @Limited
    @Retention(RetentionPolicy.RUNTIME)
    @interface LimitedChildren {}

    @EveryDriver
    void the_children_of_fan_outs_share_it_with_each_other_and_with_single_calls(Driven unused) {
        try (Driven driven = Driven.withHands(unused.mode(), options -> options)) {
            DrivenGuard guard = driven.guard(Limited.class);
            FanGuard one = driven.engine().fanOut("one", LimitedChildren.class);
            FanGuard other = driven.engine().fanOut("other", LimitedChildren.class);
            List<Running> all = List.of(
                    begin(guard, List.of("a")),
                    driven.started(() -> spread(driven, one, "b", "c")),
                    driven.started(() -> spread(driven, other, "d", "e", "f")));

            assertThat(List.of(limiter(driven).used(), limiter(driven).waiting()))
                    .containsExactly(2, 4);
            driven.advance(300);
            assertThat(all)
                    .extracting(each -> each.ended().value())
                    .containsExactly(List.of("a"), List.of("b", "c"), List.of("d", "e", "f"));
            assertAtRest(driven);
        }
    }

    @SuppressWarnings("unchecked")
    private static Object spread(Driven driven, FanGuard fan, String... elements) throws Exception {
        return driven.blocking()
                ? fan.all(List.of(elements), slice -> (List<String>) react(driven, slice))
                : fan.stageAll(List.of(elements), slice -> (CompletionStage<List<String>>) react(driven, slice));
    }

    private static Object react(Driven driven, List<String> slice) throws Exception {
        return Objects.requireNonNull(driven.react(Reaction.returns(slice).after(100)));
    }

    private static final ThreadLocal<String> CONTEXT = ThreadLocal.withInitial(() -> "nobody");

    private static ContextCarrier.Captured capture() {
        String captured = CONTEXT.get();
        return () -> {
            String before = CONTEXT.get();
            CONTEXT.set(captured);
            return () -> CONTEXT.set(before);
        };
    }

    @EveryDriver
    void a_call_that_waited_runs_in_the_context_of_its_caller(Driven unused) {
        try (Driven driven = new Driven(unused.mode(), options -> options.withCarrier(LimiterBehaviourTest::capture))) {
            DrivenGuard guard = driven.guard(Limited.class);
            List<String> seen = Collections.synchronizedList(new ArrayList<>());
            IntStream.range(0, 6).forEach(i -> {
                CONTEXT.set("caller " + i);
                startIn(guard, seen);
            });
            CONTEXT.set("somebody else");
            driven.advance(400);
            assertThat(seen)
                    .containsExactlyElementsOf(
                            driven.blocking() ? Collections.nCopies(6, "nobody") : numbered("caller ", 6));
            assertAtRest(driven);
        } finally {
            CONTEXT.remove();
        }
    }

    /** A blocking call stays on its caller's thread, which the test kit has made without a context. */
    private static void startIn(DrivenGuard guard, List<String> seen) {
        guard.start(() -> {
            seen.add(CONTEXT.get());
            return Reaction.returns("a").after(100);
        });
    }

    private static List<String> numbered(String text, int count) {
        return IntStream.range(0, count).mapToObj(i -> text + i).toList();
    }

    @EveryDriver
    void each_key_has_a_limit_of_its_own_and_an_operator_reaches_them_all(Driven driven) {
        DrivenKeyedGuard guard = driven.keyedGuard(Limited.class);
        List<Running> all = new ArrayList<>();
        for (String key : List.of("ann", "bob", "ann", "bob", "ann", "bob", "ann")) {
            all.add(guard.start(key, () -> Reaction.returns(key).after(100)));
        }
        BulkheadControl limiter = limiter(driven);
        assertThat(List.of(limiter.used(), limiter.waiting())).containsExactly(4, 3);

        limiter.resize(3, 1000);
        driven.settle();
        assertThat(List.of(limiter.used(), limiter.waiting())).containsExactly(6, 1);
        assertThat(limiter.clear()).isEqualTo(1);
        driven.advance(100);
        assertThat(all.stream().filter(each -> each.ended().returned())).hasSize(6);
        assertThat(all.get(6).ended().failure()).isInstanceOf(BulkheadFullException.class);
        assertThat(List.of(limiter.used(), limiter.waiting())).containsExactly(0, 0);
    }

    @EveryDriver
    void ten_thousand_random_ends_leave_nothing(Driven driven) {
        DrivenGuard guard = driven.guard(Limited.class);
        BulkheadControl limiter = limiter(driven);
        long seed = Long.getLong("selvedge.seed", System.nanoTime());
        System.out.println("LimiterBehaviourTest: -Dselvedge.seed=" + seed);
        SplittableRandom random = new SplittableRandom(seed);
        int calls = 10_000;
        List<Running> all = new ArrayList<>();
        for (int i = 0; i < calls; i++) {
            Reaction reaction = random(random);
            all.add(guard.start(() -> reaction));
            switch (random.nextInt(10)) {
                case 0 -> limiter.clear();
                case 1, 2 -> all.get(random.nextInt(all.size())).giveUp();
                case 3 -> limiter.resize(random.nextInt(1, 5), random.nextInt(20));
                default -> driven.advance(random.nextInt(5));
            }
            driven.settle();
        }
        driven.advance(1000);
        assertThat(all).allMatch(Running::isDone);
        assertThat(all).allSatisfy(each -> {
            if (!each.ended().returned()) {
                assertThat(each.ended().failure())
                        .isInstanceOfAny(
                                IOException.class,
                                BulkheadFullException.class,
                                InterruptedException.class,
                                CallInterruptedException.class,
                                CancellationException.class);
            }
        });
        assertAtRest(driven);
    }

    private static Reaction random(SplittableRandom random) {
        Reaction reaction = random.nextInt(4) == 0 ? Reaction.fails(new IOException()) : Reaction.returns("a");
        return reaction.after(random.nextInt(20));
    }

    @EveryDriver
    void a_guard_without_the_name_has_a_limiter_of_its_own(Driven driven) throws Exception {
        driven.engine().serve(Tasks.class);
        Guard other = driven.engine().guard("other", Own.class);
        Tasks tasks = new Tasks();
        Object inside = tasks.find(() -> tasks.find(() -> other.call(() -> "not the same")));
        assertThat(inside).isEqualTo("not the same");
    }

    @Bulkhead(limit = 1)
    @Retention(RetentionPolicy.RUNTIME)
    @interface Own {}
}
