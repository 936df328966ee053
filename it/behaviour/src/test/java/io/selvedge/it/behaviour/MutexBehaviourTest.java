package io.selvedge.it.behaviour;

import static io.selvedge.it.behaviour.Resting.assertAtRest;
import static org.assertj.core.api.Assertions.assertThat;

import io.selvedge.annotations.Bulkhead;
import io.selvedge.failures.BulkheadFullException;
import io.selvedge.failures.CallInterruptedException;
import io.selvedge.runtime.bulkhead.BulkheadControl;
import io.selvedge.testkit.Driven;
import io.selvedge.testkit.DrivenGuard;
import io.selvedge.testkit.EveryDriver;
import io.selvedge.testkit.Reaction;
import io.selvedge.testkit.Running;
import java.io.IOException;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * A bulkhead of one as a mutex and of several as a semaphore: what users of JavaScript's async-mutex expect of
 * {@code runExclusive}, under every driver. Weights and priorities are not offered.
 */
class MutexBehaviourTest {
    @Bulkhead(limit = 1, queue = 1000)
    @Retention(RetentionPolicy.RUNTIME)
    @interface Mutex {}

    @Bulkhead(limit = 3, queue = 1000)
    @Retention(RetentionPolicy.RUNTIME)
    @interface Semaphore {}

    @Bulkhead(limit = 1, queue = 1000, maxWait = "100ms")
    @Retention(RetentionPolicy.RUNTIME)
    @interface WithTimeout {}

    @Bulkhead(limit = 1)
    @Retention(RetentionPolicy.RUNTIME)
    @interface TryAcquire {}

    private static BulkheadControl control(Driven driven, String name) {
        return driven.engine().control(BulkheadControl.class, name);
    }

    private static Running hold(DrivenGuard guard, long millis) {
        return guard.start(() -> Reaction.returns("a").after(millis));
    }

    @EveryDriver
    void one_is_inside_at_a_time_also_across_the_awaits_of_its_work(Driven driven) {
        DrivenGuard mutex = driven.guard(Mutex.class);
        AtomicInteger running = new AtomicInteger();
        List<Running> all = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            all.add(mutex.start(() -> {
                running.incrementAndGet();
                return Reaction.returns("a").after(10);
            }));
        }
        for (int i = 1; i <= 10; i++) {
            assertThat(running).hasValue(i);
            driven.advance(10);
        }
        assertThat(all).allMatch(each -> each.ended().returned());
        assertAtRest(driven);
    }

    @EveryDriver
    void waiting_calls_get_it_in_the_order_in_which_they_asked(Driven driven) {
        DrivenGuard mutex = driven.guard(Mutex.class);
        List<Integer> order = Collections.synchronizedList(new ArrayList<>());
        IntStream.range(0, 20)
                .forEach(i -> mutex.start(() -> {
                    order.add(i);
                    return Reaction.returns(i).after(5);
                }));
        driven.advance(100);
        assertThat(order).isSorted().hasSize(20);
        assertAtRest(driven);
    }

    @EveryDriver
    void the_call_has_the_outcome_of_its_work(Driven driven) {
        DrivenGuard mutex = driven.guard(Mutex.class);
        IOException failure = new IOException();
        assertThat(mutex.call(() -> Reaction.returns(42).after(10)).value()).isEqualTo(42);
        assertThat(mutex.call(() -> Reaction.fails(failure).after(10)).failure())
                .isSameAs(failure);
        assertAtRest(driven);
    }

    @EveryDriver
    void it_is_released_once_when_the_work_fails_dies_or_is_given_up(Driven driven) {
        DrivenGuard mutex = driven.guard(Mutex.class);
        for (Reaction end : Arrays.asList(
                Reaction.returns("a"), Reaction.fails(new IOException()), Reaction.fails(new StackOverflowError()))) {
            Running holder = mutex.start(() -> end.after(10));
            Running next = hold(mutex, 10);
            Running third = hold(mutex, 10);
            driven.advance(10);
            assertThat(holder.isDone()).isTrue();
            assertThat(control(driven, "Mutex").used()).as("not let in twice").isEqualTo(1);
            next.giveUp();
            driven.settle();
            assertThat(control(driven, "Mutex").used()).isEqualTo(1);
            driven.advance(10);
            assertThat(third.ended().returned()).isTrue();
            assertAtRest(driven);
        }
    }

    @EveryDriver
    void a_semaphore_lets_in_as_many_as_its_value_and_tells_what_is_left(Driven driven) {
        DrivenGuard semaphore = driven.guard(Semaphore.class);
        BulkheadControl control = control(driven, "Semaphore");
        for (int i = 0; i < 3; i++) {
            assertThat(control.limit() - control.used()).as("its value").isEqualTo(3 - i);
            hold(semaphore, 100);
        }
        assertThat(control.used()).as("is it locked").isEqualTo(control.limit());
        Running fourth = hold(semaphore, 100);
        assertThat(control.waiting()).isEqualTo(1);
        driven.advance(200);
        assertThat(fourth.ended().tookMillis()).isEqualTo(200);
        assertThat(control.used()).isZero();
        assertAtRest(driven);
    }

    @EveryDriver
    void its_value_can_be_set_while_it_is_in_use(Driven driven) {
        DrivenGuard semaphore = driven.guard(Semaphore.class);
        BulkheadControl control = control(driven, "Semaphore");
        IntStream.range(0, 8).forEach(i -> hold(semaphore, 100));
        control.resize(5, 1000);
        driven.settle();
        assertThat(control.used()).isEqualTo(5);
        driven.advance(200);
        assertAtRest(driven);
    }

    @EveryDriver
    void cancelling_refuses_all_who_wait_and_not_the_holder(Driven driven) {
        DrivenGuard mutex = driven.guard(Mutex.class);
        Running holder = hold(mutex, 100);
        List<Running> waiting = List.of(hold(mutex, 1), hold(mutex, 1));
        assertThat(control(driven, "Mutex").clear()).isEqualTo(2);
        driven.settle();

        assertThat(waiting)
                .allSatisfy(each -> assertThat(each.ended().failure())
                        .isInstanceOfSatisfying(
                                BulkheadFullException.class,
                                sent -> assertThat(sent.reason()).isEqualTo("cleared")));
        assertThat(holder.isDone()).isFalse();
        driven.advance(100);
        assertThat(holder.ended().returned()).isTrue();
        assertAtRest(driven);
    }

    @EveryDriver
    void one_who_waits_may_give_up_without_the_others_losing_their_places(Driven driven) {
        DrivenGuard mutex = driven.guard(Mutex.class);
        hold(mutex, 100);
        Running second = hold(mutex, 10);
        Running third = hold(mutex, 10);
        Running fourth = hold(mutex, 10);
        third.giveUp();
        driven.advance(120);
        assertThat(third.ended().failure())
                .isInstanceOfAny(
                        InterruptedException.class, CallInterruptedException.class, CancellationException.class);
        assertThat(second.ended().tookMillis()).isEqualTo(110);
        assertThat(fourth.ended().tookMillis()).isEqualTo(120);
        assertAtRest(driven);
    }

    @EveryDriver
    void with_a_longest_wait_a_call_gives_up_and_never_runs(Driven driven) {
        DrivenGuard mutex = driven.guard(WithTimeout.class);
        Running holder = hold(mutex, 150);
        Attempts never = new Attempts(Reaction.returns("never"));
        Running late = mutex.start(never);
        driven.advance(100);
        assertThat(late.ended().failure())
                .isInstanceOfSatisfying(
                        BulkheadFullException.class, e -> assertThat(e.reason()).isEqualTo("waited_too_long"));
        Running inTime = hold(mutex, 10);
        driven.advance(60);
        assertThat(holder.ended().returned() && inTime.ended().returned()).isTrue();
        assertThat(never.count()).isZero();
        assertAtRest(driven);
    }

    @EveryDriver
    void without_a_queue_a_call_is_refused_at_once_if_it_is_locked(Driven driven) {
        DrivenGuard mutex = driven.guard(TryAcquire.class);
        Running holder = hold(mutex, 100);
        assertThat(mutex.call(() -> Reaction.returns("b")).failure())
                .isInstanceOfSatisfying(
                        BulkheadFullException.class, e -> assertThat(e.reason()).isEqualTo("full"));
        driven.advance(100);
        assertThat(holder.ended().returned()).isTrue();
        assertThat(mutex.call(() -> Reaction.returns("c")).value()).isEqualTo("c");
        assertAtRest(driven);
    }
}
