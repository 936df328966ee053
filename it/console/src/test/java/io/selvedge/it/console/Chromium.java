package io.selvedge.it.console;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A headless Chromium of this test's own, with an empty profile; ended, with all that it started, by {@link #close}. */
final class Chromium implements AutoCloseable {
    private static final String SPEAKS = "DevTools listening on ";
    private static final int START_SECONDS = 30;
    private static final int END_SECONDS = 5;
    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");

    private final Process process;
    private final Path profile;
    private final URI address;

    private Chromium(Process process, Path profile, URI address) {
        this.process = process;
        this.profile = profile;
        this.address = address;
    }

    /** Without a Chromium the test fails where {@code CI} is set, and is skipped, with a word about it, elsewhere. */
    static Chromium start() throws Exception {
        Optional<Path> program = program();
        if (program.isEmpty()) {
            String missing = "NO CHROMIUM: the console's page is NOT TESTED. Install one (Debian: chromium).";
            System.err.println("\n**** " + missing + "\n");
            if (System.getenv("CI") != null) {
                throw new AssertionError(missing);
            }
            return abort(missing);
        }
        Path profile = Files.createTempDirectory("selvedge-chromium");
        Process process = new ProcessBuilder(command(program.get(), profile)).start();
        return new Chromium(process, profile, address(process));
    }

    private static Optional<Path> program() {
        return Stream.of(System.getenv("PATH").split(":"))
                .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static List<String> command(Path program, Path profile) {
        List<String> command = new ArrayList<>(List.of(
                program.toString(),
                "--headless",
                "--disable-gpu",
                "--disable-quic",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--disable-extensions",
                "--hide-scrollbars",
                "--force-device-scale-factor=1",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile));
        // The sandbox refuses to work for root, as whom containers run tests.
        command.add("--no-sandbox");
        command.add("about:blank");
        return command;
    }

    private static URI address(Process process) throws Exception {
        CompletableFuture<URI> address = new CompletableFuture<>();
        Thread reader = new Thread(() -> read(process, address), "chromium-says");
        reader.setDaemon(true);
        reader.start();
        return address.get(START_SECONDS, TimeUnit.SECONDS);
    }

    /** To the end, or a full pipe would stop the browser. */
    private static void read(Process process, CompletableFuture<URI> address) {
        StringBuilder said = new StringBuilder();
        try (BufferedReader lines = process.errorReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                said.append(line).append('\n');
                if (line.startsWith(SPEAKS)) {
                    address.complete(URI.create(line.substring(SPEAKS.length())));
                }
            }
            address.completeExceptionally(new IOException("Chromium ended: " + said));
        } catch (IOException e) {
            address.completeExceptionally(e);
        }
    }

    /** Opens a new tab that shows nothing yet. */
    Tab tab() throws Exception {
        return Tab.open(address);
    }

    @Override
    public void close() throws IOException {
        List<ProcessHandle> all = Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                .toList();
        process.destroy();
        all.forEach(one -> one.onExit()
                .completeOnTimeout(one, END_SECONDS, TimeUnit.SECONDS)
                .join());
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(one -> one.onExit().join());
        try (Stream<Path> files = Files.walk(profile)) {
            files.sorted(Comparator.reverseOrder()).forEach(Chromium::delete);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
