package io.selvedge.it.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A program of this machine's. */
final class Program {
    private static final int MOST_MINUTES = 3;
    private static final Path NOTHING = Path.of("/dev/null");

    private final Path path;

    private Program(Path path) {
        this.path = path;
    }

    /** How a run ended, and all that it said. */
    record Run(int exit, String said) {}

    static Program prometheus() {
        return named("prometheus", "Prometheus (Debian: prometheus)");
    }

    static Program promtool() {
        return named("promtool", "Prometheus (Debian: prometheus)");
    }

    static Program node() {
        return named("node", "Node.js 18 or later (Debian: nodejs)");
    }

    static Program npm() {
        return named("npm", "npm (Debian: npm)");
    }

    private static Program named(String name, String from) {
        return Stream.of(System.getenv("PATH").split(":"))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst()
                .map(Program::new)
                .orElseGet(() -> missing(name, from));
    }

    private static Program missing(String name, String from) {
        return unavailable("NO " + name + ": the dashboard, the rules and the names of meters are NOT TESTED. Install "
                + from + ".");
    }

    /** Says loudly what is not tested: a failure where {@code CI} is set, and a skipped test elsewhere. */
    static <T> T unavailable(String what) {
        System.err.println("\n**** " + what + "\n");
        if (System.getenv("CI") != null) {
            throw new AssertionError(what);
        }
        return abort(what);
    }

    /** Runs it in that folder, to its end, with that file to read. */
    Run run(Path folder, Path input, String... arguments) throws IOException, InterruptedException {
        Path said = Files.createTempFile("selvedge-said", ".txt");
        Process process = command(arguments)
                .directory(folder.toFile())
                .redirectInput(input.toFile())
                .redirectOutput(said.toFile())
                .start();
        try {
            assertThat(process.waitFor(MOST_MINUTES, TimeUnit.MINUTES))
                    .as("%s ends", path)
                    .isTrue();
            return new Run(process.exitValue(), Files.readString(said));
        } finally {
            process.destroyForcibly().onExit().join();
            Files.delete(said);
        }
    }

    /** Runs it in that folder, to its end. */
    Run run(Path folder, String... arguments) throws IOException, InterruptedException {
        return run(folder, NOTHING, arguments);
    }

    /** Starts it, to go on by itself. */
    Process start(Path said, String... arguments) throws IOException {
        return command(arguments).redirectOutput(said.toFile()).start();
    }

    private ProcessBuilder command(String... arguments) {
        ProcessBuilder command = new ProcessBuilder(Stream.concat(Stream.of(path.toString()), Stream.of(arguments))
                        .toList())
                .redirectErrorStream(true);
        // What Node thinks of the packages is no part of what they say.
        command.environment().put("NODE_NO_WARNINGS", "1");
        return command;
    }
}
