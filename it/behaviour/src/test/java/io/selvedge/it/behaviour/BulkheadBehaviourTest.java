package io.selvedge.it.behaviour;

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
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.concurrent.CancellationException;

/** What the bulkhead promises, under every driver. */
class BulkheadBehaviourTest {
    @Bulkhead(limit = 2)
    @Retention(RetentionPolicy.RUNTIME)
    @interface Two {}

    @Bulkhead(limit = 1, queue = 2, maxWait = "500ms")
    @Retention(RetentionPolicy.RUNTIME)
    @interface OneAndTwoInLine {}

    @EveryDriver
    void b1_at_the_limit_a_call_is_refused_at_once(Driven driven) {
        DrivenGuard guard = driven.guard(Two.class);
        Running first = guard.start(() -> Reaction.returns("a").after(100));
        Running second = guard.start(() -> Reaction.returns("b").after(100));

        assertThat(guard.call(() -> Reaction.returns("c")).failure()).isInstanceOf(BulkheadFullException.class);

        driven.advance(100);
        assertThat(first.ended().value()).isEqualTo("a");
        assertThat(second.ended().value()).isEqualTo("b");
        assertThat(guard.call(() -> Reaction.returns("d")).value()).isEqualTo("d");
    }

    @EveryDriver
    void callers_wait_in_order_and_take_over_the_permit(Driven driven) {
        DrivenGuard guard = driven.guard(OneAndTwoInLine.class);
        Running first = guard.start(() -> Reaction.returns("a").after(100));
        Running second = guard.start(() -> Reaction.returns("b").after(100));
        Running third = guard.start(() -> Reaction.returns("c").after(100));

        assertThat(guard.call(() -> Reaction.returns("d")).failure()).isInstanceOf(BulkheadFullException.class);
        driven.advance(300);

        assertThat(first.ended().tookMillis()).isEqualTo(100);
        assertThat(second.ended().tookMillis()).isEqualTo(200);
        assertThat(third.ended().tookMillis()).isEqualTo(300);
    }

    @EveryDriver
    void a_wait_ends_at_its_longest_and_holds_nothing(Driven driven) {
        DrivenGuard guard = driven.guard(OneAndTwoInLine.class);
        Running first = guard.start(() -> Reaction.returns("a").after(1000));
        Running second = guard.start(() -> Reaction.returns("b"));
        driven.advance(1000);

        assertThat(second.ended().failure())
                .isInstanceOfSatisfying(
                        BulkheadFullException.class, e -> assertThat(e.reason()).isEqualTo("waited_too_long"));
        assertThat(second.ended().tookMillis()).isEqualTo(500);
        assertThat(first.ended().value()).isEqualTo("a");
        assertAtRest(driven, "OneAndTwoInLine");
    }

    @EveryDriver
    void b6_who_gives_up_in_line_is_never_run(Driven driven) {
        DrivenGuard guard = driven.guard(OneAndTwoInLine.class);
        Running first = guard.start(() -> Reaction.returns("a").after(100));
        Running second = guard.start(() -> {
            throw new AssertionError("ran");
        });
        second.giveUp();
        driven.advance(100);

        assertThat(first.ended().value()).isEqualTo("a");
        assertThat(second.ended().failure())
                .isInstanceOfAny(
                        InterruptedException.class, CallInterruptedException.class, CancellationException.class);
        assertAtRest(driven, "OneAndTwoInLine");
    }

    private static void assertAtRest(Driven driven, String name) {
        BulkheadControl control = driven.engine().control(BulkheadControl.class, name);
        assertThat(control.used()).isZero();
        assertThat(control.waiting()).isZero();
        assertThat(driven.time().armed()).isZero();
    }
}
