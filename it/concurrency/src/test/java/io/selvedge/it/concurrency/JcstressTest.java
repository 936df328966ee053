package io.selvedge.it.concurrency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.openjdk.jcstress.Main;
import org.openjdk.jcstress.infra.runners.TestList;

/**
 * Runs the jcstress tests of this module. One whose simple name begins with {@code Planted} carries a bug on purpose and
 * must be caught; every other must run and show no forbidden result. Each kind runs in one process, since jcstress takes
 * longer to find out about its machine than to run a test.
 *
 * <p>Two actors at most, and an arbiter: jcstress passes over tests that want more processors than there are.
 */
class JcstressTest {
    private static final Path OUTPUT = Path.of("target", "jcstress");

    /**
     * One JVM that goes from the interpreter to C2. jcstress's "sanity" mode takes some fifty samples and misses planted
     * bugs; this takes some ten million in the same time, nearly all of which is jcstress's own start.
     */
    private static final List<String> SHORT =
            List.of("-jvmArgs", "-XX:+TieredCompilation", "-f", "1", "-fsm", "1", "-iters", "6", "-time", "150");

    private static final List<String> LONG = List.of("-m", "quick");

    /** jcstress ends with 0 also when it ran nothing. */
    private static final Pattern ALL_PASSED =
            Pattern.compile("Results: ([1-9]\\d*) planned; \\1 passed, 0 failed, 0 soft errs, 0 hard errs");

    @Test
    void no_test_shows_a_forbidden_result() throws Exception {
        List<String> names = names(false);
        String output = run("plain", names);

        Matcher results = ALL_PASSED.matcher(output);
        assertThat(results.find()).as(output).isTrue();
        assertThat(Integer.parseInt(results.group(1))).isGreaterThanOrEqualTo(names.size());
    }

    @TestFactory
    Stream<DynamicTest> every_planted_bug_is_seen() throws Exception {
        List<String> names = names(true);
        String output = run("planted", names);
        return names.stream()
                .map(name -> dynamicTest(
                        name,
                        () -> assertThat(output).containsPattern(Pattern.quote(name) + " .*Observed forbidden state")));
    }

    private static List<String> names(boolean planted) throws IOException {
        List<String> names = TestList.tests().stream()
                .filter(name ->
                        planted == name.substring(name.lastIndexOf('.') + 1).startsWith("Planted"))
                .sorted()
                .toList();
        assertThat(names).isNotEmpty();
        return names;
    }

    private static String run(String title, List<String> names) throws IOException, InterruptedException {
        Files.createDirectories(OUTPUT);
        Path log = OUTPUT.resolve(title + ".txt");
        int unused = new ProcessBuilder(command(title, names))
                .directory(OUTPUT.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start()
                .waitFor();
        return Files.readString(log);
    }

    private static List<String> command(String title, List<String> names) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-cp", classPath(), Main.class.getName()));
        command.addAll(List.of("-t", names.stream().map(Pattern::quote).collect(Collectors.joining("|", "^(", ")$"))));
        command.addAll(List.of("-r", "report/" + title, "-sc", "false", "-af", "NONE"));
        command.addAll(Boolean.getBoolean("selvedge.soak") ? LONG : SHORT);
        return command;
    }

    /** Without the folders that do not exist: jcstress fails on one and then does without {@code @Contended}. */
    private static String classPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> Files.exists(Path.of(entry)))
                .collect(Collectors.joining(File.pathSeparator));
    }
}
