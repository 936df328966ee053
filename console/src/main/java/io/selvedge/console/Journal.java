package io.selvedge.console;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The last things that happened at a method, in words. Not thread-safe. */
final class Journal {
    private static final int MOST = 50;

    private final Deque<Line> lines = new ArrayDeque<>(MOST);

    /** One of them. */
    record Line(Instant at, String text) {}

    void add(Instant at, String text) {
        if (lines.size() == MOST) {
            lines.removeLast();
        }
        lines.addFirst(new Line(at, text));
    }

    /** The latest first. */
    List<Line> lines() {
        return List.copyOf(lines);
    }
}
