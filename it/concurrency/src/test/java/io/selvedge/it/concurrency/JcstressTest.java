package io.selvedge.it.concurrency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.openjdk.jcstress.Main;
import org.openjdk.jcstress.infra.runners.TestList;

/**
 * Runs every jcstress test of this module in a process of its own. One whose simple name begins with {@code Planted}
 * carries a bug on purpose and must be caught; every other must run and show no forbidden result.
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

    @TestFactory
    Stream<DynamicTest> everyTestOfTheList() throws IOException {
        Files.createDirectories(OUTPUT);
        return TestList.tests().stream().sorted().map(name -> dynamicTest(name, () -> run(name)));
    }

    private static void run(String name) throws IOException, InterruptedException {
        Path log = OUTPUT.resolve(name + ".txt");
        int exit = new ProcessBuilder(command(name))
                .directory(OUTPUT.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start()
                .waitFor();
        String output = Files.readString(log);
        if (name.substring(name.lastIndexOf('.') + 1).startsWith("Planted")) {
            assertThat(output).as("the planted bug is seen").contains("Observed forbidden state");
        } else {
            assertThat(output).containsPattern(ALL_PASSED);
            assertThat(exit).as(output).isZero();
        }
    }

    private static List<String> command(String name) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-cp", classPath(), Main.class.getName()));
        command.addAll(List.of("-t", "^" + Pattern.quote(name) + "$", "-r", "report/" + name));
        command.addAll(List.of("-sc", "false", "-af", "NONE"));
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
