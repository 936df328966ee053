package io.selvedge.console;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The files of the page, read once. No path of a request ever becomes a path of a file: what is not in this map is not
 * there.
 *
 * <p>Immutable.
 */
final class Assets {
    private final Map<String, Asset> byPath = Map.of(
            "/", read("console.html", "text/html; charset=utf-8"),
            "/console.css", read("console.css", "text/css; charset=utf-8"),
            "/console.js", read("console.js", "text/javascript; charset=utf-8"),
            "/icon.svg", read("icon.svg", "image/svg+xml"));

    /** One file. */
    @SuppressWarnings("ArrayRecordComponent") // nobody compares or changes it
    record Asset(String type, byte[] bytes) {}

    @Nullable Asset at(String path) {
        return byPath.get(path);
    }

    private static Asset read(String file, String type) {
        try (InputStream in = Assets.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("the console's file " + file + " is missing from its jar");
            }
            return new Asset(type, in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
