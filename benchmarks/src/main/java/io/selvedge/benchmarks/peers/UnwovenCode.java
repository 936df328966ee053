package io.selvedge.benchmarks.peers;

import io.selvedge.benchmarks.Call;
import io.selvedge.benchmarks.Scenario;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * Guarded classes that the build does not weave, since they are compiled when the comparison runs. Each is a {@link Call}.
 */
final class UnwovenCode {
    private static final Map<Scenario, String> POLICIES = Map.of(
            Scenario.RETRY, "@Retry",
            Scenario.ALL_FOUR, "@Retry @CircuitBreaker(window = 100) @Timeout(\"1s\") @Bulkhead(limit = 1_000)");

    private UnwovenCode() {}

    static Iterable<Scenario> scenarios() {
        return POLICIES.keySet();
    }

    static String className(Scenario scenario) {
        return "unwoven." + scenario;
    }

    /** Compiles all of them into a new folder. */
    static Path compiled() {
        try {
            Path folder = Files.createTempDirectory("unwoven");
            folder.toFile().deleteOnExit();
            List<String> options = List.of(
                    "-proc:none", "-parameters", "-cp", System.getProperty("java.class.path"), "-d", folder.toString());
            List<Source> sources = POLICIES.keySet().stream().map(Source::new).toList();
            boolean done = ToolProvider.getSystemJavaCompiler()
                    .getTask(null, null, null, options, null, sources)
                    .call();
            if (!done) {
                throw new IllegalStateException("javac refused " + POLICIES);
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static URL url(Path path) {
        try {
            return path.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static final class Source extends SimpleJavaFileObject {
        private static final String CODE = """
                package unwoven;

                import io.selvedge.annotations.*;
                import io.selvedge.benchmarks.*;

                public class %s implements Call {
                    private final Work work = new Work();

                    %s
                    public Object call() {
                        return work.run();
                    }
                }
                """;

        private final Scenario scenario;

        Source(Scenario scenario) {
            super(URI.create("string:///unwoven/" + scenario + ".java"), JavaFileObject.Kind.SOURCE);
            this.scenario = scenario;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return CODE.formatted(scenario, POLICIES.get(scenario));
        }
    }
}
