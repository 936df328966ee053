package io.selvedge.console;

import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * Writes JSON, in the order in which it is told. What would end a script or a line is escaped too.
 *
 * <p>Not thread-safe.
 */
final class Json {
    private static final double EXACT = 1e15;

    private final StringBuilder text = new StringBuilder();
    private boolean comma;

    static String of(Consumer<Json> body) {
        Json json = new Json();
        json.object(body);
        return json.text.toString();
    }

    /** What {@link #of} would put between the braces. */
    static String inside(Consumer<Json> body) {
        Json json = new Json();
        body.accept(json);
        return json.text.toString();
    }

    static byte[] bytes(Consumer<Json> body) {
        return of(body).getBytes(StandardCharsets.UTF_8);
    }

    /** More of this object, from {@link #inside(Consumer)}. */
    Json inside(String ready) {
        separate();
        text.append(ready);
        return this;
    }

    private void object(Consumer<Json> body) {
        open('{');
        body.accept(this);
        close('}');
    }

    private void open(char bracket) {
        separate();
        text.append(bracket);
        comma = false;
    }

    private void close(char bracket) {
        text.append(bracket);
        comma = true;
    }

    private void separate() {
        if (comma) {
            text.append(',');
        }
        comma = true;
    }

    private void key(String key) {
        quote(key);
        text.append(':');
        comma = false;
    }

    Json put(String key, String value) {
        key(key);
        quote(value);
        return this;
    }

    /** A number with at most three decimals; {@code null} for what is none. */
    Json put(String key, double value) {
        key(key);
        number(value);
        return this;
    }

    Json put(String key, long value) {
        key(key);
        separate();
        text.append(value);
        return this;
    }

    Json put(String key, boolean value) {
        key(key);
        separate();
        text.append(value);
        return this;
    }

    Json put(String key, Consumer<Json> body) {
        key(key);
        object(body);
        return this;
    }

    Json numbers(String key, int[] values) {
        key(key);
        open('[');
        for (int value : values) {
            number(value);
        }
        close(']');
        return this;
    }

    <T> Json list(String key, Iterable<? extends T> items, Write<T> body) {
        key(key);
        open('[');
        items.forEach(item -> object(json -> body.write(json, item)));
        close(']');
        return this;
    }

    Json texts(String key, Iterable<String> items) {
        key(key);
        open('[');
        items.forEach(this::quote);
        close(']');
        return this;
    }

    /** A list of what is JSON already. */
    Json ready(String key, Iterable<String> items) {
        key(key);
        open('[');
        for (String item : items) {
            separate();
            text.append(item);
        }
        close(']');
        return this;
    }

    /** Writes the inside of one item of a list. */
    interface Write<T> {
        void write(Json json, T item);
    }

    private void number(double value) {
        separate();
        if (!Double.isFinite(value) || Math.abs(value) > EXACT) {
            text.append("null");
        } else if (value == Math.rint(value)) {
            text.append((long) value);
        } else {
            text.append(Math.round(value * 1000) / 1000.0);
        }
    }

    private void quote(String value) {
        separate();
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (isPlain(c)) {
                text.append(c);
            } else {
                text.append("\\u%04x".formatted((int) c));
            }
        }
        text.append('"');
    }

    private static boolean isPlain(char c) {
        return c >= ' ' && c != '"' && c != '\\' && c != '<' && c != '\u2028' && c != '\u2029' && c != 0x7f;
    }
}
