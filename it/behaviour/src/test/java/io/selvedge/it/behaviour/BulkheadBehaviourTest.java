package io.selvedge.it.behaviour;

import static io.selvedge.it.behaviour.Resting.assertAtRest;
import static io.selvedge.it.behaviour.Resting.held;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.selvedge.annotations.Bulkhead;
import io.selvedge.annotations.CircuitBreaker;
import io.selvedge.annotations.Timeout;
import io.selvedge.failures.BulkheadFullException;
import io.selvedge.failures.CallInterruptedException;
import io.selvedge.runtime.Guard;
import io.selvedge.runtime.breaker.CircuitControl;
import io.selvedge.runtime.bulkhead.BulkheadControl;
import io.selvedge.testkit.Driven;
import io.selvedge.testkit.DrivenGuard;
import io.selvedge.testkit.EveryDriver;
import io.selvedge.testkit.Reaction;
import io.selvedge.testkit.Roles;
import io.selvedge.testkit.Running;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;

/** What the bulkhead promises, under every driver. */
class BulkheadBehaviourTest {
    @Bulkhead(limit = 2)
    @Retention(RetentionPolicy.RUNTIME)
    @interface Two {}

    @Bulkhead(limit = 1, queue = 2, maxWait = "500ms")
    @Retention(RetentionPolicy.RUNTIME)
    @interface OneAndTwoInLine {}

    @Bulkhead(limit = 1, queue = 100)
    @Retention(RetentionPolicy.RUNTIME)
    @interface OneAndManyInLine {}

    @EveryDriver
    void b1_differs_at_the_limit_a_call_is_refused_at_once_unless_it_may_wait(Driven driven) {
        DrivenGuard guard = driven.guard(Two.class);
        Running first = guard.start(() -> Reaction.returns("a").after(100));
        Running second = guard.start(() -> Reaction.returns("b").after(100));

        assertThat(guard.call(() -> Reaction.returns("c")).failure())
                .isInstanceOfSatisfying(BulkheadFullException.class, full -> {
                    assertThat(full.reason()).isEqualTo("full");
                    assertThat(full.policy()).isEqualTo("bulkhead");
                    assertThat(full.method()).isEqualTo("Two");
                });

        driven.advance(100);
        assertThat(first.ended().value()).isEqualTo("a");
        assertThat(second.ended().value()).isEqualTo("b");
        assertThat(guard.call(() -> Reaction.returns("d")).value()).isEqualTo("d");
        assertAtRest(driven);
    }

    @EveryDriver
    void b2_so_many_run_so_many_wait_and_the_next_is_refused(Driven driven) {
        DrivenGuard guard = driven.guard(OneAndTwoInLine.class);
        Running first = guard.start(() -> Reaction.returns("a").after(100));
        Running second = guard.start(() -> Reaction.returns("b").after(100));
        Running third = guard.start(() -> Reaction.returns("c").after(100));

        assertThat(guard.call(() -> Reaction.returns("d")).failure()).isInstanceOf(BulkheadFullException.class);
        driven.advance(300);

        assertThat(first.ended().tookMillis()).isEqualTo(100);
        assertThat(second.ended().tookMillis()).isEqualTo(200);
        assertThat(third.ended().tookMillis()).isEqualTo(300);
        assertAtRest(driven);
    }

    @EveryDriver
    void b2_a_call_that_has_not_ended_occupies_its_permit(Driven driven) {
        DrivenGuard guard = driven.guard(Two.class);
        Running slow = guard.start(() -> Reaction.returns("a").after(100_000));
        driven.advance(50_000);

        assertThat(held(driven.recorder())).containsEntry("bulkhead Two permits.used", 1.0);
        assertThat(guard.call(() -> Reaction.returns("b").after(10)).value()).isEqualTo("b");
        driven.advance(50_000);
        assertThat(slow.ended().value()).isEqualTo("a");
        assertAtRest(driven);
    }

    /** Methods of one class, some under one name. */
    static class Orders {
        @Bulkhead(limit = 1)
        Object own(Callable<Object> code) throws Exception {
            return code.call();
        }

        @Bulkhead(name = "database", limit = 1)
        Object read(Callable<Object> code) throws Exception {
            return code.call();
        }

        @Bulkhead(name = "database", limit = 1)
        Object write(Callable<Object> code) throws Exception {
            return code.call();
        }
    }

    /** The same settings elsewhere. */
    static class Customers {
        @Bulkhead(limit = 1)
        Object own(Callable<Object> code) throws Exception {
            return code.call();
        }
    }

    @EveryDriver
    void b3_there_is_one_bulkhead_for_the_method_whatever_the_number_of_objects(Driven driven) throws Exception {
        driven.engine().serve(Orders.class, Customers.class);

        Object inside = new Orders().own(() -> {
            assertThatThrownBy(() -> new Orders().own(() -> "other object")).isInstanceOf(BulkheadFullException.class);
            return new Customers().own(() -> "other class");
        });
        assertThat(inside).isEqualTo("other class");

        new Orders().read(() -> {
            assertThatThrownBy(() -> new Orders().write(() -> "same name")).isInstanceOf(BulkheadFullException.class);
            return new Orders().own(() -> "other name");
        });
        assertAtRest(driven);
    }

    @EveryDriver
    void b4_a_refused_asynchronous_call_returns_a_failed_future_and_never_throws(Driven driven) {
        Guard guard = driven.engine().guard("refusing", Two.class);
        CompletableFuture<String> end = new CompletableFuture<>();
        List<CompletableFuture<String>> inside = List.of(guard.stage(() -> end), guard.stage(() -> end));

        CompletableFuture<String> refused = guard.stage(() -> {
            throw new AssertionError("ran");
        });

        assertThat(refused).isCompletedExceptionally();
        assertThatThrownBy(refused::join).hasCauseInstanceOf(BulkheadFullException.class);
        end.complete("a");
        assertThat(inside).allMatch(CompletableFuture::isDone);
        assertAtRest(driven);
    }

    @CircuitBreaker(window = 2, failureRate = 0.5)
    @Bulkhead(limit = 1)
    @Retention(RetentionPolicy.RUNTIME)
    @interface Guarded {}

    @EveryDriver
    void b5_differs_a_refusal_is_no_failure_of_the_callee(Driven driven) {
        DrivenGuard guard = driven.guard(Guarded.class);
        Running holder = guard.start(() -> Reaction.returns("a").after(100));
        for (int i = 0; i < 10; i++) {
            assertThat(guard.call(() -> Reaction.returns("never")).failure()).isInstanceOf(BulkheadFullException.class);
        }
        driven.advance(100);

        assertThat(holder.ended().value()).isEqualTo("a");
        CircuitControl circuit = driven.engine().control(CircuitControl.class, "Guarded");
        assertThat(circuit.state()).isEqualTo(CircuitControl.State.CLOSED);
        assertThat(circuit.failureRate()).isZero();
    }

    @EveryDriver
    void b6_who_gives_up_in_line_is_never_run(Driven driven) {
        DrivenGuard guard = driven.guard(OneAndTwoInLine.class);
        Running first = guard.start(() -> Reaction.returns("a").after(100));
        Attempts work = new Attempts(Reaction.returns("never"));
        Running second = guard.start(work);
        Running third = guard.start(() -> Reaction.returns("c"));
        second.giveUp();
        assertThat(held(driven.recorder())).containsEntry("bulkhead OneAndTwoInLine waiting", 1.0);
        driven.advance(100);

        assertThat(first.ended().value()).isEqualTo("a");
        assertThat(third.ended().value()).isEqualTo("c");
        assertThat(second.ended().failure())
                .isInstanceOfAny(
                        InterruptedException.class, CallInterruptedException.class, CancellationException.class);
        assertThat(work.count()).isZero();
        assertAtRest(driven);
    }

    @EveryDriver
    void b6_who_gives_up_while_running_keeps_the_permit_until_the_real_end(Driven driven) {
        DrivenGuard guard = driven.guard(OneAndTwoInLine.class);
        Running stubborn = guard.start(() -> Reaction.returns("a").after(100).stubbornly());
        stubborn.giveUp();
        Running second = guard.start(() -> Reaction.returns("b").after(10));
        driven.advance(99);
        assertThat(second.isDone()).isFalse();
        driven.advance(11);

        assertThat(second.ended().value()).isEqualTo("b");
        assertThat(second.ended().tookMillis()).isEqualTo(110);
        assertAtRest(driven);
    }

    @EveryDriver
    void b7_callers_wait_in_the_order_in_which_they_came(Driven driven) {
        DrivenGuard guard = driven.guard(OneAndManyInLine.class);
        List<Integer> order = Collections.synchronizedList(new ArrayList<>());
        List<Running> all = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            int number = i;
            all.add(guard.start(() -> {
                order.add(number);
                return Reaction.returns(number).after(10);
            }));
        }
        driven.advance(300);

        assertThat(order).isSorted().hasSize(30);
        for (int i = 0; i < 30; i++) {
            assertThat(all.get(i).ended().tookMillis()).isEqualTo(10 * (i + 1L));
        }
        assertAtRest(driven);
    }

    @EveryDriver
    void b7_a_wait_ends_at_its_longest_and_holds_nothing(Driven driven) {
        DrivenGuard guard = driven.guard(OneAndTwoInLine.class);
        Running first = guard.start(() -> Reaction.returns("a").after(1000));
        Attempts work = new Attempts(Reaction.returns("never"));
        Running second = guard.start(work);
        driven.advance(1000);

        assertThat(second.ended().failure())
                .isInstanceOfSatisfying(
                        BulkheadFullException.class, e -> assertThat(e.reason()).isEqualTo("waited_too_long"));
        assertThat(second.ended().tookMillis()).isEqualTo(500);
        assertThat(work.count()).isZero();
        assertThat(first.ended().value()).isEqualTo("a");
        assertAtRest(driven);
    }

    @EveryDriver
    void b7_blocked_threads_and_stages_stand_in_one_line(Driven driven) {
        Guard guard = driven.engine().guard("mixed", OneAndManyInLine.class);
        List<String> order = Collections.synchronizedList(new ArrayList<>());
        CompletableFuture<String> first = new CompletableFuture<>();
        CompletableFuture<String> third = new CompletableFuture<>();
        try (Roles roles = new Roles()) {
            CompletableFuture<String> holding = guard.stage(() -> note(order, "stage 1", first));
            roles.start("thread 2", () -> guard.run(() -> order.add("thread 2")));
            driven.time().awaitParked(1);
            CompletableFuture<String> behind = guard.stage(() -> note(order, "stage 3", third));
            roles.start("thread 4", () -> guard.run(() -> order.add("thread 4")));
            driven.time().awaitParked(2);
            assertThat(held(driven.recorder())).containsEntry("bulkhead mixed waiting", 3.0);

            first.complete("a");
            third.complete("b");
            assertThat(holding.join() + behind.join()).isEqualTo("ab");
        }
        assertThat(order).containsExactly("stage 1", "thread 2", "stage 3", "thread 4");
        assertAtRest(driven);
    }

    private static <T> CompletableFuture<T> note(List<String> order, String who, CompletableFuture<T> end) {
        order.add(who);
        return end;
    }

    @EveryDriver
    void b7_an_operator_may_change_the_size_while_callers_wait(Driven driven) {
        DrivenGuard guard = driven.guard(OneAndManyInLine.class);
        BulkheadControl control = driven.engine().control(BulkheadControl.class, "OneAndManyInLine");
        List<Running> all = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            all.add(guard.start(() -> Reaction.returns("a").after(100)));
        }
        assertThat(control.waiting()).isEqualTo(5);

        control.resize(3, 100);
        driven.settle();
        assertThat(control.used()).isEqualTo(3);
        assertThat(control.waiting()).isEqualTo(3);
        control.resize(1, 0);
        driven.advance(100);
        assertThat(control.used())
                .as("one permit, three in line who were let stand there")
                .isEqualTo(1);
        assertThat(guard.call(() -> Reaction.returns("b")).failure()).isInstanceOf(BulkheadFullException.class);
        driven.advance(300);

        assertThat(all).allMatch(each -> each.ended().returned());
        assertThat(all.get(5).ended().tookMillis()).isEqualTo(400);
        assertAtRest(driven);
    }

    @Timeout("50ms")
    @Bulkhead(limit = 1, queue = 5, maxWait = "50ms")
    @Retention(RetentionPolicy.RUNTIME)
    @interface BothAtOnce {}

    @EveryDriver
    void b7_whichever_ends_first_in_the_same_moment_the_permit_comes_home(Driven driven) {
        DrivenGuard guard = driven.guard(BothAtOnce.class);
        for (int i = 0; i < 50; i++) {
            Running holder = guard.start(() -> Reaction.returns("a").after(50));
            Running granted = guard.start(() -> Reaction.returns("b").after(1));
            Running behind = guard.start(() -> Reaction.returns("c").after(1));
            driven.advance(100);
            assertThat(holder.isDone() && granted.isDone() && behind.isDone()).isTrue();
            assertAtRest(driven);
        }
    }
}
