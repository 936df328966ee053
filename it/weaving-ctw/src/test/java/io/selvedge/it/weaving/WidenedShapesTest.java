package io.selvedge.it.weaving;

import static org.assertj.core.api.Assertions.assertThat;

import io.selvedge.runtime.Engine;
import io.selvedge.runtime.EngineOptions;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A method of any shape can be run many times at once, each run on the arguments that are its own. */
class WidenedShapesTest {
    private final Widening room = new Widening();
    private final Engine engine = Engine.start(EngineOptions.standard().withOutermost(room))
            .serve(Widths.class, Widths.Greeter.class, Widths.ByDefault.class, Widths.OnClass.class);
    private final Widths widths = new Widths();

    @AfterEach
    void closeEngine() {
        engine.close();
    }

    private void assertEach(Object whole, IntFunction<Object> expected) {
        assertThat(whole).isEqualTo(expected.apply(0));
        assertThat(IntStream.range(0, Widening.CHILDREN).mapToObj(room.values::get))
                .containsExactlyElementsOf(
                        IntStream.range(0, Widening.CHILDREN).mapToObj(expected).toList());
    }

    @Test
    void every_number_of_parameters_and_every_primitive() {
        assertThat(widths.none()).startsWith("n");
        assertThat(widths.runs).hasValue(Widening.CHILDREN);
        assertEach(widths.one(40), i -> 2 * (40 + i));
        assertEach(widths.two(1L << 40, (byte) 2), i -> (1L << 40) + 2 + i);
        assertEach(widths.three("a", 1.5, true), i -> "a" + i + "1.5true");
        assertEach(widths.four("a", 'b', (short) 3, 4), i -> "a" + i + "b34.0");
        assertEach(widths.five("a", "b", "c", "d", "e"), i -> "a" + i + "bcde");
        assertEach(widths.callsSix(), i -> "a" + i + "bcdef");
        assertEach(widths.seven("a", "b", "c", "d", "e", "f", "g"), i -> "a" + i + "bcdefg");
        assertEach(widths.eight("a", "b", "c", "d", "e", "f", "g", 7, 7, 7), i -> "a" + i + "bcdefg3");
    }

    @Test
    void without_a_value_generic_static_and_on_the_class() {
        widths.nothing(1);
        assertThat(widths.runs).hasValue(Widening.CHILDREN * (Widening.CHILDREN + 1) / 2);
        assertEach(widths.<Object>generic("a"), i -> "a" + i);
        assertEach(Widths.onClass("a", 7), i -> "a" + i + "7");
        assertEach(Widths.onClassAlone(), i -> "alone");
        assertEach(new Widths.OnClass().open("a"), i -> "a" + i);
    }

    @Test
    void defaults_of_interfaces_and_methods_of_records() {
        assertEach(new Widths.Greeter().greeting("a"), i -> "hello a" + i);
        assertEach(new Widths.Greeter().twice(1), i -> 2 * (1 + i));
    }

    @Test
    void stages() throws Exception {
        assertEach(widths.stage("a").toCompletableFuture().get(), i -> "a" + i);
        assertEach(Widths.later(1, 100).get(), i -> 101 + i);
    }

    @Test
    void a_method_costs_one_closure_class_and_nothing_where_no_policy_can_spread() {
        assertThat(closures(Widths.class))
                .isEqualTo(engine.guarded(Widths.class).size());
    }

    /** Loads them, since a weaver at load time leaves no files. The numbers in their names have gaps. */
    private static long closures(Class<?> type) {
        return IntStream.rangeClosed(1, 1_000)
                .mapToObj(number -> type.getName() + "$AjcClosure" + number)
                .filter(WidenedShapesTest::exists)
                .count();
    }

    private static boolean exists(String name) {
        try {
            Class.forName(name);
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }
}
