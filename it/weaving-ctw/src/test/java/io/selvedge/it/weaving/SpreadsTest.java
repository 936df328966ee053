package io.selvedge.it.weaving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.selvedge.failures.AllFailedException;
import io.selvedge.values.Settled;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A fan-out serves methods of every shape: elements of each type, results of each type, private, static, generic. */
@Timeout(60)
class SpreadsTest extends Weaving {
    private final Spreads spreads = new Spreads();
    private final List<Integer> numbers = List.of(1, 2, 3, 2);

    @Test
    void every_type_of_elements_and_of_results() {
        assertThat(spreads.list(numbers)).containsExactly("1", "2", "3", "2");
        assertThat(spreads.slices).containsExactlyInAnyOrder(List.of(1), List.of(2), List.of(3), List.of(2));
        assertThat(spreads.set(new LinkedHashSet<>(numbers))).containsExactly("1", "2", "3");
        assertThat(spreads.collection(new LinkedHashSet<>(numbers))).containsExactly("1", "2", "3");
        assertThat(spreads.squares(1, 2, 3, 4, 5)).containsExactly(1, 4, 9, 16, 25);
        assertThat(spreads.texts(numbers)).containsExactly("1", "2", "3", "2");
        assertThat(spreads.map(numbers.iterator())).isEqualTo(Map.of(1, "1", 2, "2", 3, "3"));
        Queue<Integer> into = new ConcurrentLinkedQueue<>();
        spreads.nothing(numbers.stream(), into);
        assertThat(into).containsExactlyInAnyOrderElementsOf(numbers);
    }

    @Test
    void private_static_and_generic_methods() {
        assertThat(spreads.callsPrivate(numbers))
                .containsExactly("in private 1", "in private 2", "in private 3", "in private 2");
        assertThat(Spreads.isStatic(Arrays.asList("a", null), 2)).containsExactly("a", "a", null, null);
    }

    @Test
    void stages() throws Exception {
        assertThat(spreads.staged(numbers).toCompletableFuture().get()).containsExactly("1", "2", "3", "2");
        Queue<Integer> into = new ConcurrentLinkedQueue<>();
        assertThat(spreads.stagedNothing(numbers, into).get()).isNull();
        assertThat(into).containsExactlyInAnyOrderElementsOf(numbers);
        Stream<Integer> joined =
                spreads.stagedStream(numbers).toCompletableFuture().get();
        assertThat(joined).containsExactly(1, 2, 3, 2);
    }

    @Test
    void settled_and_any() {
        List<Settled<Integer>> settled = spreads.settled(List.of("1", "two", "3"));
        assertThat(Settled.values(settled)).containsExactly(1, 3);
        assertThat(Settled.counts(settled)).isEqualTo(new Settled.Counts(2, 1));
        assertThat(spreads.firstNumber(List.of("one", "2"))).isEqualTo(2);
        assertThatThrownBy(() -> spreads.firstNumber(List.of("one", "two")))
                .isInstanceOfSatisfying(
                        AllFailedException.class,
                        all -> assertThat(all.failures()).hasSize(2));
    }

    @Test
    void no_elements() {
        assertThat(spreads.list(List.of())).isEmpty();
        assertThat(spreads.squares()).isEmpty();
        assertThat(spreads.map(List.<Integer>of().iterator())).isEmpty();
        assertThat(spreads.settled(List.of())).isEmpty();
        assertThatThrownBy(() -> spreads.firstNumber(List.of())).isInstanceOf(AllFailedException.class);
    }

    @Test
    void policies_inside_hold_for_each_element() throws Exception {
        spreads.failures.set(2);
        assertThat(spreads.guarded(List.of(1, 2, 3))).containsExactly(1, 2, 3);
        assertThat(spreads.slices)
                .containsExactlyInAnyOrder(List.of(1), List.of(2), List.of(2), List.of(2), List.of(3));
    }

    @Test
    void branches() throws Exception {
        assertThat(spreads.fastest(7)).isEqualTo("from database 7");
        assertThat(Spreads.everywhere("tasks", 2)).containsExactly("tasks here", "tasks there 2", null);
        assertThat(calls(Spreads.class, "others"))
                .as("a branch has its own policies too")
                .isEqualTo(1);
        assertThat(spreads.race("the body").get()).isEqualTo("won by the body");
        assertThat(spreads.cancelled.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void a_fan_out_in_a_fan_out_5_deep_with_a_concurrency_of_2_ends() {
        assertThat(spreads.nested(List.of(1, 2, 3, 4), 5)).containsExactly(1, 2, 3, 4);
    }

    @Test
    void elements_that_are_null_are_the_body_s_business() {
        assertThatThrownBy(() -> spreads.list(null)).isInstanceOf(NullPointerException.class);
    }
}
