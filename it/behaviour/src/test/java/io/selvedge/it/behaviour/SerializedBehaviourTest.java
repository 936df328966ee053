package io.selvedge.it.behaviour;

import static io.selvedge.it.behaviour.Resting.assertAtRest;
import static io.selvedge.it.behaviour.Resting.held;
import static org.assertj.core.api.Assertions.assertThat;

import io.selvedge.annotations.Bulkhead;
import io.selvedge.annotations.Key;
import io.selvedge.annotations.Serialized;
import io.selvedge.annotations.Timeout;
import io.selvedge.failures.CallTimeoutException;
import io.selvedge.failures.SerializedBusyException;
import io.selvedge.runtime.Guard;
import io.selvedge.runtime.drive.Lineage;
import io.selvedge.testkit.Driven;
import io.selvedge.testkit.DrivenGuard;
import io.selvedge.testkit.DrivenKeyedGuard;
import io.selvedge.testkit.EveryDriver;
import io.selvedge.testkit.Reaction;
import io.selvedge.testkit.Roles;
import io.selvedge.testkit.Running;
import java.io.IOException;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** What one-at-a-time promises, under every driver. */
class SerializedBehaviourTest {
    @Serialized
    @Retention(RetentionPolicy.RUNTIME)
    @interface InTurn {}

    @Serialized(queue = 1, maxWait = "100ms")
    @Retention(RetentionPolicy.RUNTIME)
    @interface Impatient {}

    @EveryDriver
    void one_call_runs_at_a_time_in_the_order_of_arrival(Driven driven) {
        DrivenGuard guard = driven.guard(InTurn.class);
        List<Integer> order = Collections.synchronizedList(new ArrayList<>());
        List<Running> all = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            int number = i;
            all.add(guard.start(() -> {
                order.add(number);
                return Reaction.returns(number).after(10);
            }));
        }
        assertThat(held(driven.recorder())).containsEntry("serialized InTurn turns.held", 1.0);
        driven.advance(200);

        assertThat(order).isSorted().hasSize(20);
        assertThat(all.get(19).ended().tookMillis()).isEqualTo(200);
        assertAtRest(driven);
    }

    @EveryDriver
    void the_turn_passes_on_however_the_call_ends(Driven driven) {
        DrivenGuard guard = driven.guard(InTurn.class);
        Running fails = guard.start(() -> Reaction.fails(new IOException()).after(10));
        Running dies = guard.start(() -> Reaction.fails(new AssertionError()).after(10));
        Running givesUp = guard.start(() -> Reaction.returns("never").after(1000));
        Running last = guard.start(() -> Reaction.returns("d").after(10));
        driven.advance(20);
        givesUp.giveUp();
        driven.advance(10);

        assertThat(fails.ended().failure()).isInstanceOf(IOException.class);
        assertThat(dies.ended().failure()).isInstanceOf(AssertionError.class);
        assertThat(last.ended().value()).isEqualTo("d");
        assertAtRest(driven);
    }

    @EveryDriver
    void who_finds_no_place_in_line_or_waits_too_long_is_refused(Driven driven) {
        DrivenGuard guard = driven.guard(Impatient.class);
        Running holder = guard.start(() -> Reaction.returns("a").after(1000));
        Running waits = guard.start(() -> Reaction.returns("b"));
        assertThat(guard.call(() -> Reaction.returns("c")).failure())
                .isInstanceOfSatisfying(
                        SerializedBusyException.class,
                        e -> assertThat(e.reason()).isEqualTo("full"));
        driven.advance(1000);

        assertThat(waits.ended().failure())
                .isInstanceOfSatisfying(
                        SerializedBusyException.class,
                        e -> assertThat(e.reason()).isEqualTo("waited_too_long"));
        assertThat(waits.ended().tookMillis()).isEqualTo(100);
        assertThat(holder.ended().value()).isEqualTo("a");
        assertAtRest(driven);
    }

    @EveryDriver
    void different_keys_do_not_meet(Driven driven) {
        DrivenKeyedGuard guard = driven.keyedGuard(InTurn.class);
        Running ann = guard.start("ann", () -> Reaction.returns("a").after(100));
        Running bob = guard.start("bob", () -> Reaction.returns("b").after(100));
        Running annAgain = guard.start("ann", () -> Reaction.returns("c").after(100));
        Running nobody = guard.start(null, () -> Reaction.returns("d").after(100));
        assertThat(held(driven.recorder())).containsEntry("serialized InTurn turns.held", 3.0);
        driven.advance(200);

        assertThat(ann.ended().tookMillis()).isEqualTo(100);
        assertThat(bob.ended().tookMillis()).isEqualTo(100);
        assertThat(nobody.ended().tookMillis()).isEqualTo(100);
        assertThat(annAgain.ended().tookMillis()).isEqualTo(200);
        assertThat(held(driven.recorder())).isEmpty();
    }

    @Serialized
    @Bulkhead(limit = 1)
    @Retention(RetentionPolicy.RUNTIME)
    @interface InTurnAndOne {}

    @EveryDriver
    void who_waits_for_a_hot_key_occupies_no_permit(Driven driven) {
        DrivenGuard guard = driven.guard(InTurnAndOne.class);
        Running holder = guard.start(() -> Reaction.returns("a").after(100));
        Running waits = guard.start(() -> Reaction.returns("b").after(100));

        assertThat(held(driven.recorder()))
                .containsEntry("bulkhead InTurnAndOne permits.used", 1.0)
                .containsEntry("serialized InTurnAndOne waiting", 1.0);
        driven.advance(200);
        assertThat(holder.ended().returned() && waits.ended().returned()).isTrue();
        assertAtRest(driven);
    }

    @Timeout("100ms")
    @Serialized
    @Retention(RetentionPolicy.RUNTIME)
    @interface LimitedTurn {}

    @EveryDriver
    void a_time_limit_beside_it_ends_a_turn_that_would_never_end(Driven driven) {
        DrivenGuard guard = driven.guard(LimitedTurn.class);
        Running stuck = guard.start(() -> Reaction.returns("never").after(1_000_000));
        driven.advance(50);
        Running next = guard.start(() -> Reaction.returns("b").after(10));
        driven.advance(60);

        assertThat(stuck.ended().failure()).isInstanceOf(CallTimeoutException.class);
        assertThat(next.ended().value()).isEqualTo("b");
        assertThat(next.ended().tookMillis()).isEqualTo(60);
        assertAtRest(driven);
    }

    /** Methods that call themselves and each other. */
    static class Account {
        @Serialized
        int factorial(int n) {
            return n <= 1 ? 1 : n * factorial(n - 1);
        }

        @Serialized
        String first(@Key String user, int depth) {
            return depth == 0 ? "end" : second(user, depth - 1);
        }

        @Bulkhead(limit = 100)
        String second(String user, int depth) {
            return first(user, depth);
        }

        @Serialized
        CompletionStage<String> later(@Key String user, int depth) {
            CompletableFuture<String> own = new CompletableFuture<>();
            if (depth == 0) {
                own.complete("end");
                return own;
            }
            return later(user, depth - 1).thenApply(end -> end + depth);
        }

        @Serialized
        CompletionStage<String> blocksWithin(@Key String user) {
            return CompletableFuture.completedFuture(blocking(user));
        }

        @Serialized
        String blocking(@Key String user) {
            return "blocked for " + user;
        }
    }

    @EveryDriver
    void a_call_that_the_holder_makes_passes_straight_in(Driven driven) {
        driven.engine().serve(Account.class);
        Account account = new Account();

        assertThat(account.factorial(6)).isEqualTo(720);
        assertThat(account.first("ann", 7)).isEqualTo("end");
        assertThat(account.later("ann", 3).toCompletableFuture().join()).isEqualTo("end123");
        assertThat(account.blocksWithin("ann").toCompletableFuture().join()).isEqualTo("blocked for ann");
        assertThat(held(driven.recorder())).isEmpty();
    }

    /** A method whose nested call ends after it. */
    static class Nesting {
        @Serialized
        CompletionStage<String> turn(int depth, CompletableFuture<String> inner, List<CompletionStage<String>> made) {
            if (depth > 0) {
                made.add(turn(depth - 1, inner, made));
                return CompletableFuture.completedFuture("outer");
            }
            return inner;
        }
    }

    @EveryDriver
    void the_turn_is_held_until_holder_and_nested_calls_have_all_ended(Driven driven) {
        driven.engine().serve(Nesting.class);
        Nesting nesting = new Nesting();
        CompletableFuture<String> inner = new CompletableFuture<>();
        List<CompletionStage<String>> made = new ArrayList<>();

        CompletionStage<String> outer = nesting.turn(1, inner, made);
        assertThat(outer.toCompletableFuture().join()).isEqualTo("outer");
        assertThat(made.get(0).toCompletableFuture()).isNotDone();
        CompletionStage<String> stranger = nesting.turn(0, CompletableFuture.completedFuture("b"), made);
        assertThat(stranger.toCompletableFuture())
                .as("the nested call is still in")
                .isNotDone();

        inner.complete("a");
        assertThat(made.get(0).toCompletableFuture().join()).isEqualTo("a");
        assertThat(stranger.toCompletableFuture().join()).isEqualTo("b");
        assertAtRest(driven);
    }

    @Test
    void it_is_the_call_that_holds_the_turn_and_not_the_thread() {
        try (Driven driven = new Driven(Driven.Mode.BLOCKING)) {
            driven.engine().serve(Account.class);
            Account account = new Account();
            Guard guard = driven.engine().guard("turn", InTurn.class);
            List<String> order = Collections.synchronizedList(new ArrayList<>());
            try (Roles roles = new Roles()) {
                guard.run(() -> {
                    Lineage lineage = Lineage.current();
                    Thread own = roles.start("own thread", () -> guard.run(() -> order.add("stranger")));
                    driven.time().awaitParked(1);
                    roles.start(
                            "handed over",
                            () -> lineage.call(() -> {
                                guard.run(() -> order.add("handed over"));
                                return null;
                            }));
                    joined(roles, "handed over");
                    assertThat(own.isAlive()).isTrue();
                    order.add("holder");
                });
            }
            assertThat(order).containsExactly("handed over", "holder", "stranger");
            assertThat(account.factorial(3)).isEqualTo(6);
            assertAtRest(driven);
        }
    }

    private static void joined(Roles roles, String role) {
        try {
            roles.join(role);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
