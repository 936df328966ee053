package io.selvedge.guice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Compares whole messages with files, and leaves what it met in target/golden, to be read and copied. */
final class Golden {
    private Golden() {}

    static void check(String topic, Throwable failure) {
        String shown = masked(failure.getMessage()).strip() + "\n";
        keep(topic, shown);
        assertThat(shown).isEqualTo(expected(topic));
    }

    /** Lines move, and lambdas are numbered by the compiler. */
    private static String masked(String text) {
        return text.replaceAll("\\.java:\\d+\\)", ".java)").replaceAll("lambda\\$[\\w$]+", "lambda");
    }

    private static String expected(String topic) {
        try (InputStream in = Golden.class.getResourceAsStream("golden/" + topic + ".txt")) {
            return in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void keep(String topic, String text) {
        try {
            Path path = Path.of("target", "golden", topic + ".txt");
            Files.createDirectories(path.getParent());
            Files.writeString(path, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
