package io.selvedge.it.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.selvedge.annotations.Bulkhead;
import io.selvedge.annotations.CircuitBreaker;
import io.selvedge.annotations.Key;
import io.selvedge.annotations.KeyLimits;
import io.selvedge.annotations.RateLimit;
import io.selvedge.annotations.Serialized;
import io.selvedge.failures.BulkheadFullException;
import io.selvedge.failures.CircuitOpenException;
import io.selvedge.failures.PolicyException;
import io.selvedge.failures.RateLimitedException;
import io.selvedge.failures.SerializedBusyException;
import io.selvedge.runtime.policy.Reading;
import io.selvedge.testkit.Driven;
import io.selvedge.testkit.EveryDriver;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** State per key: apart from each other, bounded, and gone when nobody needs it. */
class KeyBehaviourTest {
    private static final boolean SOAK = Boolean.getBoolean("selvedge.soak");

    @KeyLimits(max = 3, idle = "1m")
    static class Keyed {
        @Serialized(queue = 1)
        CompletionStage<String> turn(@Key @Nullable String user, CompletableFuture<String> end) {
            return end;
        }

        @Bulkhead(limit = 1)
        CompletionStage<String> permit(@Key @Nullable String user, CompletableFuture<String> end) {
            return end;
        }

        @CircuitBreaker(window = 1, openFor = "10m")
        void circuit(@Key String user, boolean fails) throws IOException {
            if (fails) {
                throw new IOException();
            }
        }

        @RateLimit(permits = 1, per = "10m")
        void slot(@Key String user) {}

        @Serialized
        int pair(@Key String user, @Key int account, int amount) {
            return amount;
        }
    }

    static class Many {
        @Serialized
        @KeyLimits(max = 1000, idle = "1m")
        int turn(@Key int user) {
            return user;
        }
    }

    private static double reading(Driven driven, String method, String name) {
        double[] sum = {0};
        driven.recorder().instances().forEach((instance, policy) -> {
            if (instance.endsWith("." + method)) {
                sum[0] += policy.readings().stream()
                        .filter(reading -> reading.name().equals(name))
                        .map(Reading::value)
                        .mapToDouble(value -> value.getAsDouble())
                        .sum();
            }
        });
        return sum[0];
    }

    private static Keyed served(Driven driven) {
        driven.engine().serve(Keyed.class);
        return new Keyed();
    }

    @EveryDriver
    void each_key_has_a_state_of_its_own_and_null_is_a_key(Driven driven) throws Exception {
        Keyed keyed = served(driven);
        assertThatThrownBy(() -> keyed.circuit("ann", true)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> keyed.circuit("ann", false)).isInstanceOf(CircuitOpenException.class);
        keyed.circuit("bob", false);
        keyed.slot("ann");
        assertThatThrownBy(() -> keyed.slot("ann")).isInstanceOf(RateLimitedException.class);
        keyed.slot("bob");

        CompletableFuture<String> end = new CompletableFuture<>();
        keyed.permit(null, end);
        assertThat(keyed.permit(null, end).toCompletableFuture()).isCompletedExceptionally();
        assertThat(keyed.permit("ann", end).toCompletableFuture()).isNotDone();
        end.complete("a");
        assertThat(keyed.pair("ann", 1, 42)).isEqualTo(42);
        assertThat(keyed.pair(new String("ann"), 1, 43)).isEqualTo(43);
        assertThat(reading(driven, "pair", "keys")).as("equal keys are one").isEqualTo(1);
    }

    @EveryDriver
    void there_are_never_more_than_so_many_and_a_key_too_many_is_refused_while_all_are_in_use(Driven driven) {
        Keyed keyed = served(driven);
        CompletableFuture<String> end = new CompletableFuture<>();
        for (String user : List.of("ann", "bob", "carol")) {
            keyed.turn(user, end);
            keyed.permit(user, end);
        }
        assertTooMany(SerializedBusyException.class, keyed.turn("dave", end));
        assertTooMany(BulkheadFullException.class, keyed.permit("dave", end));
        end.complete("a");
        assertThat(keyed.turn("dave", end).toCompletableFuture()).isCompletedWithValue("a");
        assertThat(reading(driven, "turn", "keys")).isEqualTo(3);
    }

    private static void assertTooMany(Class<? extends PolicyException> type, CompletionStage<String> stage) {
        assertThatThrownBy(() -> stage.toCompletableFuture().join())
                .cause()
                .isInstanceOfSatisfying(
                        type, refusal -> assertThat(refusal.reason()).isEqualTo("too_many_keys"));
    }

    @EveryDriver
    void an_idle_key_goes_within_two_intervals_and_the_timer_with_the_last(Driven driven) {
        Keyed keyed = served(driven);
        keyed.turn("ann", CompletableFuture.completedFuture("a"));
        keyed.permit("ann", CompletableFuture.completedFuture("a"));
        assertThat(reading(driven, "turn", "keys") + reading(driven, "permit", "keys"))
                .isEqualTo(2);
        driven.advance(60_000);
        keyed.turn("ann", CompletableFuture.completedFuture("used again"));
        driven.advance(60_000);
        assertThat(reading(driven, "turn", "keys")).isEqualTo(1);
        assertThat(reading(driven, "permit", "keys")).isZero();
        driven.advance(120_000);
        assertThat(reading(driven, "turn", "keys")).isZero();
        assertThat(driven.time().armed()).isZero();
    }

    @EveryDriver
    void what_is_held_queued_open_or_spent_is_never_dropped(Driven driven) throws Exception {
        Keyed keyed = served(driven);
        CompletableFuture<String> end = new CompletableFuture<>();
        keyed.turn("ann", end);
        CompletionStage<String> queued = keyed.turn("ann", CompletableFuture.completedFuture("queued"));
        keyed.permit("ann", end);
        assertThatThrownBy(() -> keyed.circuit("ann", true)).isInstanceOf(IOException.class);
        keyed.slot("ann");
        driven.advance(5 * 60_000);

        assertThat(keyed.permit("ann", end).toCompletableFuture()).isCompletedExceptionally();
        assertThatThrownBy(() -> keyed.circuit("ann", false)).isInstanceOf(CircuitOpenException.class);
        assertThatThrownBy(() -> keyed.slot("ann")).isInstanceOf(RateLimitedException.class);
        assertThat(queued.toCompletableFuture()).isNotDone();
        end.complete("a");
        assertThat(queued.toCompletableFuture()).isCompletedWithValue("queued");
        driven.advance(6 * 60_000);
        keyed.circuit("ann", false);
        keyed.slot("ann");
        driven.advance(20 * 60_000);
        for (String method : List.of("turn", "permit", "circuit", "slot")) {
            assertThat(reading(driven, method, "keys")).as(method).isZero();
        }
        assertThat(driven.time().armed()).isZero();
    }

    @EveryDriver
    void closing_the_engine_takes_back_the_alarm_of_keys_that_cannot_go(Driven any) {
        try (Driven driven = new Driven(any.mode())) {
            Keyed keyed = served(driven);
            assertThatThrownBy(() -> keyed.circuit("ann", true)).isInstanceOf(IOException.class);
            keyed.turn("ann", new CompletableFuture<>());
            assertThat(driven.time().armed()).as("one sweep for each policy").isEqualTo(2);

            driven.engine().close();
            assertThat(driven.time().armed()).isZero();
            driven.advance(5 * 60_000);
            assertThat(driven.time().armed()).isZero();
        }
    }

    @EveryDriver
    void made_up_keys_without_end_leave_no_more_than_the_bound_and_nothing_after_a_while(Driven any) {
        int keys = SOAK ? 1_000_000 : 100_000;
        List<String> told = new ArrayList<>();
        try (Driven driven = new Driven(any.mode())) {
            driven.engine().serve(Many.class);
            Many many = new Many();
            for (int key = 0; key < keys; key++) {
                if (many.turn(key) != key) {
                    told.add("wrong " + key);
                }
                if (key % 1000 == 0) {
                    driven.recorder().clear();
                }
            }
            assertThat(told).isEmpty();
            assertThat(reading(driven, "turn", "keys")).isEqualTo(1000);
            assertThat(reading(driven, "turn", "keys.evicted")).isEqualTo(keys - 1000.0);
            driven.advance(120_000);
            assertThat(reading(driven, "turn", "keys")).isZero();
            assertThat(driven.time().armed()).isZero();
        }
    }
}
