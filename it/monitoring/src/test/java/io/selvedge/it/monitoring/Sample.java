package io.selvedge.it.monitoring;

import io.selvedge.samples.tasks.Story;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/** The sample in a JVM of its own, as {@code mvn -Pstory -Dstory.stay=only} runs it: callers and troubles without end. */
final class Sample implements AutoCloseable {
    private static final Pattern METRICS = Pattern.compile("metrics +(http://127\\.0\\.0\\.1:\\d+/metrics)");

    private final Process process;
    private final URI metrics;

    private Sample(Process process, URI metrics) {
        this.process = process;
        this.metrics = metrics;
    }

    /** Starts it; its files are in that folder. */
    static Sample start(Path folder, Patience patience) throws Exception {
        Path said = folder.resolve("sample.txt");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Dguice_custom_class_loading=CHILD",
                        "-Djava.io.tmpdir=" + folder,
                        "-Dstory.stay=only",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Story.class.getName())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        try {
            String address = patience.until(
                            "the sample tells its address", Optional<String>::isPresent, () -> address(process, said))
                    .orElseThrow();
            return new Sample(process, URI.create(address));
        } catch (Exception | AssertionError e) {
            process.destroyForcibly();
            throw e;
        }
    }

    private static Optional<String> address(Process process, Path said) throws IOException {
        boolean ended = !process.isAlive();
        String text = Files.readString(said);
        Optional<String> address =
                METRICS.matcher(text).results().map(told -> told.group(1)).findFirst();
        if (ended) {
            throw new AssertionError("The sample has ended:\n" + text);
        }
        return address;
    }

    /** What is to be scraped. */
    URI metrics() {
        return metrics;
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
