package io.selvedge.runtime.compile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.selvedge.failures.MisuseException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Compares whole texts with files, and leaves the text that it met in target/golden, to be read and copied. */
final class Golden {
    private Golden() {}

    /** All that these classes do wrong. */
    static void misuses(String topic, PlanCompiler compiler, Class<?>... types) {
        misuse(topic, () -> compiler.check(List.of(types)));
    }

    static void misuse(String topic, ThrowingCallable code) {
        text(
                "misuse/" + topic,
                catchThrowableOfType(MisuseException.class, code).getMessage());
    }

    static void text(String file, String actual) {
        String shown = actual.strip() + "\n";
        keep(file, shown);
        assertThat(shown).isEqualTo(expected(file));
    }

    private static String expected(String file) {
        try (InputStream in = Golden.class.getResourceAsStream(file + ".txt")) {
            return in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void keep(String file, String text) {
        try {
            Path path = Path.of("target", "golden", file + ".txt");
            Files.createDirectories(path.getParent());
            Files.writeString(path, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
