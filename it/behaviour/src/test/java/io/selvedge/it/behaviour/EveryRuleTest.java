package io.selvedge.it.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Every rule that the annotations' manuals number has a test that names it. */
class EveryRuleTest {
    private static final Pattern RULE = Pattern.compile("([a-z])(\\d+)_.*");

    private static final List<Class<?>> TESTS = List.of(
            AbandonBehaviourTest.class,
            AsynchronousBehaviourTest.class,
            BulkheadBehaviourTest.class,
            CancellationBehaviourTest.class,
            CircuitBreakerBehaviourTest.class,
            ContextBehaviourTest.class,
            DeadlineBehaviourTest.class,
            FallbackBehaviourTest.class,
            InterruptBehaviourTest.class,
            OrderBehaviourTest.class,
            RetryBehaviourTest.class,
            TimeoutBehaviourTest.class);

    @Test
    void each_is_named_by_a_test() {
        Set<String> named = TESTS.stream()
                .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                .map(Method::getName)
                .map(RULE::matcher)
                .filter(Matcher::matches)
                .map(rule -> rule.group(1) + rule.group(2))
                .collect(Collectors.toCollection(TreeSet::new));
        for (String family : List.of("o3", "r11", "t7", "b7", "c7", "f6", "a5")) {
            int last = Integer.parseInt(family.substring(1));
            IntStream.rangeClosed(1, last)
                    .mapToObj(number -> family.charAt(0) + "" + number)
                    .forEach(rule -> assertThat(named).contains(rule));
        }
    }
}
