package io.selvedge.it.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.commons.support.AnnotationSupport.isAnnotated;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;
import org.junit.platform.commons.annotation.Testable;
import org.junit.platform.commons.support.ReflectionSupport;

/** Every rule that the annotations' manuals number has a test that names it, and every difference is told there. */
class EveryRuleTest {
    private static final Pattern NAMED = Pattern.compile("([a-z]\\d+)_(differs_)?.*");
    private static final Path MANUALS = Path.of("..", "..", "annotations", "src", "main", "java");

    /** The last rule of each family. */
    private static final List<String> LAST = List.of("O3", "R11", "T7", "B7", "C7", "F6", "A5");

    /** The tests of each rule, of those that JUnit runs. */
    private static Map<String, List<Matcher>> tests() {
        return ReflectionSupport.findAllClassesInPackage(
                        EveryRuleTest.class.getPackageName(),
                        type -> !type.isAnnotationPresent(Disabled.class),
                        n -> true)
                .stream()
                .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                .filter(method -> isAnnotated(method, Testable.class) && !method.isAnnotationPresent(Disabled.class))
                .map(Method::getName)
                .map(NAMED::matcher)
                .filter(Matcher::matches)
                .collect(Collectors.groupingBy(
                        name -> name.group(1).toUpperCase(Locale.ROOT), TreeMap::new, Collectors.toList()));
    }

    @Test
    void each_is_named_by_a_test() {
        assertThat(tests().keySet()).containsAll(rules().toList());
    }

    private static Stream<String> rules() {
        return LAST.stream()
                .flatMap(last -> IntStream.rangeClosed(1, Integer.parseInt(last.substring(1)))
                        .mapToObj(number -> last.charAt(0) + "" + number));
    }

    @Test
    void each_that_differs_on_purpose_is_in_a_manual() throws IOException {
        String manuals = manuals();
        List<String> different = tests().entrySet().stream()
                .filter(rule -> rule.getValue().stream().anyMatch(test -> test.group(2) != null))
                .map(Map.Entry::getKey)
                .toList();
        assertThat(different).isNotEmpty();
        assertThat(different)
                .filteredOn(rule ->
                        !Pattern.compile("\\b" + rule + "\\b").matcher(manuals).find())
                .isEmpty();
    }

    private static String manuals() throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.walk(MANUALS)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                all.append(Files.readString(file));
            }
        }
        return all.toString();
    }
}
