package io.selvedge.it.weaving;

import static org.assertj.core.api.Assertions.assertThat;

import io.selvedge.annotations.Woven;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.aspectj.lang.JoinPoint;
import org.junit.jupiter.api.Test;

/** What the weaver left in the classes: the mark, the advice in line, and the plan in its place. */
class WovenCodeTest extends Weaving {
    private static final List<Class<?>> TYPES = List.of(
            Shapes.class,
            Shapes.Point.class,
            Shapes.Colour.class,
            Shapes.Colour.RED.getClass(),
            Shapes.OnClass.class,
            Shapes.OverridesWith.class,
            Shapes.WithDefault.class,
            Shapes.Bridged.class);

    @Test
    void every_guarded_method_carries_the_proof_of_weaving() {
        List<Method> guarded =
                TYPES.stream().flatMap(type -> engine.guarded(type).stream()).toList();

        assertThat(guarded).hasSize(34).allMatch(method -> method.isAnnotationPresent(Woven.class));
    }

    @Test
    void the_advice_of_blocking_methods_is_in_line() {
        List<String> inlined = Stream.concat(members(Shapes.class), members(Shapes.OnClass.class))
                .filter(name -> name.matches(".*_aroundBody\\d+\\$advice"))
                .map(name -> name.replaceAll("_aroundBody.*", ""))
                .distinct()
                .toList();

        assertThat(inlined)
                .contains("ofVoid", "ofInt", "ofLong", "ofDouble", "ofBoolean", "ofObject", "isPrivate", "isStatic")
                .contains("keyed1", "keyed2", "keyed3", "keyed4", "open", "bundledTwice");
    }

    @Test
    void the_plan_takes_the_place_of_the_static_part() throws Exception {
        new Shapes().ofInt(1);
        new Shapes().ofInt(1);

        assertThat(partsOf(Shapes.class))
                .anyMatch(part -> part.getClass().getName().endsWith(".BoundPart"));
    }

    private static List<Object> partsOf(Class<?> type) throws IllegalAccessException {
        List<Object> parts = new ArrayList<>();
        for (Field field : type.getDeclaredFields()) {
            if (field.getType() == JoinPoint.StaticPart.class) {
                field.setAccessible(true);
                parts.add(field.get(null));
            }
        }
        return parts;
    }

    private static Stream<String> members(Class<?> type) {
        return Arrays.stream(type.getDeclaredMethods()).map(Method::getName);
    }
}
