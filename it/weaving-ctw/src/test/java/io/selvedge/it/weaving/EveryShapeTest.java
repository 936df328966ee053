package io.selvedge.it.weaving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.selvedge.it.weaving.Shapes.Colour;
import io.selvedge.it.weaving.Shapes.Point;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every shape of method is guarded, exactly once a call, and gives what its body gives. */
class EveryShapeTest extends Weaving {
    private final Shapes shapes = new Shapes();

    @Test
    void every_return_type() {
        shapes.ofVoid();
        assertThat(shapes.runs).isEqualTo(1);
        assertThat(shapes.ofInt(1)).isEqualTo(2);
        assertThat(shapes.ofLong(1)).isEqualTo(2);
        assertThat(shapes.ofDouble(1)).isEqualTo(2);
        assertThat(shapes.ofBoolean(true)).isFalse();
        assertThat(shapes.ofFloat(1)).isEqualTo(2);
        assertThat(shapes.ofShort((short) 1)).isEqualTo((short) 2);
        assertThat(shapes.ofByte((byte) 1)).isEqualTo((byte) 2);
        assertThat(shapes.ofChar('a')).isEqualTo('b');
        assertThat(shapes.ofObject("a")).isEqualTo("a!");
        assertThat(shapes.ofArray(1, 2)).containsExactly(1, 2);
        assertThat(shapes.generic(List.of("x"))).isEqualTo("x");

        for (String method : List.of(
                "ofVoid",
                "ofInt",
                "ofLong",
                "ofDouble",
                "ofBoolean",
                "ofFloat",
                "ofShort",
                "ofByte",
                "ofChar",
                "ofObject",
                "ofArray",
                "generic")) {
            assertThat(calls(Shapes.class, method)).as(method).isEqualTo(1);
        }
    }

    @Test
    void private_static_final_and_self_called() {
        assertThat(shapes.callsPrivate("a")).isEqualTo("a in private");
        assertThat(Shapes.isStatic("a")).isEqualTo("a in static");
        assertThat(shapes.isFinal("a")).isEqualTo("a in final");
        assertThat(shapes.selfCall()).isEqualTo("self!");

        assertThat(calls(Shapes.class, "isPrivate")).isEqualTo(1);
        assertThat(calls(Shapes.class, "isStatic")).isEqualTo(1);
        assertThat(calls(Shapes.class, "isFinal")).isEqualTo(1);
        assertThat(calls(Shapes.class, "ofObject")).isEqualTo(1);
    }

    @Test
    void a_checked_exception_leaves_as_the_same_instance() {
        IOException failure = new IOException("its own");

        assertThatThrownBy(() -> shapes.throwsChecked(failure)).isSameAs(failure);
        assertThat(calls(Shapes.class, "throwsChecked")).isEqualTo(1);
    }

    @Test
    void bundles_of_one_and_two_levels() {
        assertThat(shapes.bundled(3) + shapes.bundledTwice(4)).isEqualTo(7);

        assertThat(calls(Shapes.class, "bundled")).isEqualTo(1);
        assertThat(calls(Shapes.class, "bundledTwice")).isEqualTo(1);
    }

    @Test
    void arguments_reach_the_policies_for_any_number_of_them() {
        assertThat(shapes.keyed1("abc")).isEqualTo(3);
        assertThat(shapes.keyed2(40, 2)).isEqualTo(42);
        assertThat(shapes.keyed3("a", "b", 'c')).isEqualTo("abc");
        assertThat(shapes.keyed4("a", "b", "c", "d")).isEqualTo("abcd");
        assertThat(Shapes.keyedStatic("abc", 1)).isEqualTo(4);
        shapes.keyedVoid("k");
        assertThat(shapes.runs).isEqualTo(1);

        assertThat(calls()).isEqualTo(6);
    }

    @Test
    void stages() throws Exception {
        assertThat(shapes.stage("a").toCompletableFuture().get()).isEqualTo("a staged");
        assertThat(shapes.keyedStage("a").get()).isEqualTo("a staged");
        assertThat(Shapes.staticStage().get()).isEqualTo("static stage");

        assertThat(calls(Shapes.class, "stage")).isEqualTo(1);
        assertThat(calls(Shapes.class, "keyedStage")).isEqualTo(1);
        assertThat(calls(Shapes.class, "staticStage")).isEqualTo(1);
    }

    @Test
    void records_enums_and_interface_defaults() {
        assertThat(new Point(4).twice()).isEqualTo(8);
        assertThat(new Point(4).greeting()).isEqualTo("by default");
        assertThat(new Point(4).greeting()).isEqualTo("by default");
        assertThat(Colour.RED.shade()).isEqualTo("dark RED");
        assertThat(Colour.RED.plain()).isEqualTo("plain RED");

        assertThat(calls(Point.class, "twice")).isEqualTo(1);
        assertThat(calls(Shapes.WithDefault.class, "greeting")).isEqualTo(2);
        assertThat(calls(Colour.RED.getClass(), "shade")).isEqualTo(1);
        assertThat(calls(Colour.class, "plain")).isEqualTo(1);
    }

    @Test
    void a_class_level_policy_guards_the_public_instance_methods_of_that_class_only() {
        Shapes.OnClass object = new Shapes.OnClass();
        object.open();
        object.packagePrivate();
        object.isProtected();
        Shapes.OnClass.isStatic();
        assertThat(object).hasToString("on class");
        new Shapes.OnClass.Nested().open();

        assertThat(calls()).isEqualTo(1);
        assertThat(calls(Shapes.OnClass.class, "open")).isEqualTo(1);
    }
}
