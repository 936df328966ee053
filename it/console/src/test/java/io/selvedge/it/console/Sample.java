package io.selvedge.it.console;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The sample in a process of its own, which goes on until it is closed. Used by the test's thread. */
final class Sample implements AutoCloseable {
    private static final Pattern SAID = Pattern.compile("(console|metrics)\\s+(http://127\\.0\\.0\\.1:\\d+/\\w*).*");
    private static final int START_SECONDS = 120;

    private final Process process;
    private final CompletableFuture<URI> console = new CompletableFuture<>();
    private final CompletableFuture<URI> metrics = new CompletableFuture<>();
    private final HttpClient client = HttpClient.newHttpClient();

    private Sample(Process process) {
        this.process = process;
        Thread reader = new Thread(this::read, "sample-says");
        reader.setDaemon(true);
        reader.start();
    }

    static Sample start() throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> command = List.of(
                java,
                "-XX:TieredStopAtLevel=1",
                "-Dguice_custom_class_loading=CHILD",
                "-Dstory.stay=only",
                "-cp",
                System.getProperty("java.class.path"),
                "io.selvedge.samples.tasks.Story");
        return new Sample(new ProcessBuilder(command).redirectErrorStream(true).start());
    }

    /** To the end, or a full pipe would stop it. */
    private void read() {
        StringBuilder said = new StringBuilder();
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                said.append(line).append('\n');
                Matcher address = SAID.matcher(line.strip());
                if (address.matches()) {
                    (address.group(1).equals("console") ? console : metrics).complete(URI.create(address.group(2)));
                }
            }
        } catch (IOException e) {
            said.append(e);
        }
        AssertionError ended = new AssertionError("the sample has ended:\n" + said);
        console.completeExceptionally(ended);
        metrics.completeExceptionally(ended);
    }

    URI console() throws Exception {
        return console.get(START_SECONDS, TimeUnit.SECONDS);
    }

    /** What the meter with that name and these tags says now. */
    double meter(String line) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(metrics.get(START_SECONDS, TimeUnit.SECONDS))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofLines())
                .body()
                .filter(told -> told.startsWith(line + " "))
                .mapToDouble(told -> Double.parseDouble(told.substring(line.length() + 1)))
                .findFirst()
                .orElse(0);
    }

    /** Stops the whole process, as a machine that hangs does. */
    void hang() throws Exception {
        signal("-STOP");
    }

    /** Lets it go on. */
    void goOn() throws Exception {
        signal("-CONT");
    }

    private void signal(String signal) throws Exception {
        int code = new ProcessBuilder("kill", signal, Long.toString(process.pid()))
                .start()
                .waitFor();
        if (code != 0) {
            throw new AssertionError("kill " + signal + " answered " + code);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
