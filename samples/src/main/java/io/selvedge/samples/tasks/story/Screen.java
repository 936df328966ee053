package io.selvedge.samples.tasks.story;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The terminal: plain characters, a hundred columns, and a memory of the claims that were made.
 *
 * <p>Used by one thread.
 */
public final class Screen {
    static final int WIDTH = 100;
    private static final String MARGIN = "   ";
    private static final int LABEL = 9;

    private final PrintStream out;
    private final List<String> broken = new ArrayList<>();
    private int claims;
    private boolean blank;

    public Screen(PrintStream out) {
        this.out = out;
    }

    public void title(String text) {
        gap();
        print("== " + text + " " + "=".repeat(Math.max(3, WIDTH - 4 - text.length())));
        gap();
    }

    /** A paragraph with a word in the margin: what was tried, what broke, what answered. */
    public void say(String label, String text) {
        String indent = MARGIN + " ".repeat(LABEL);
        String line = MARGIN + String.format(Locale.ROOT, "%-" + LABEL + "s", label);
        for (String word : text.split(" ", -1)) {
            if (line.length() + word.length() > WIDTH) {
                print(line);
                line = indent;
            }
            line += word + " ";
        }
        print(line);
    }

    /** Lines as they are, with an empty one before and after. */
    public void show(List<String> lines) {
        gap();
        lines.forEach(line -> print(MARGIN + line));
        gap();
    }

    /** An empty line, unless there is one already. */
    void gap() {
        if (!blank) {
            print("");
        }
    }

    private void print(String line) {
        out.println(line.stripTrailing());
        blank = line.isBlank();
    }

    /** Says that something is so, and whether it is. */
    public void claim(boolean holds, String text) {
        claims++;
        if (!holds) {
            broken.add(text);
        }
        say(holds ? "[holds]" : "[BROKEN]", text);
    }

    public int claims() {
        return claims;
    }

    /** The claims that did not hold. */
    public List<String> broken() {
        return List.copyOf(broken);
    }
}
