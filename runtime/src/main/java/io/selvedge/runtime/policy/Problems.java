package io.selvedge.runtime.policy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Collects what is wrong with one annotation, so that all of it is told at once.
 *
 * <p>Not thread-safe; lives as long as one check.
 */
public final class Problems {
    private final String annotation;
    // Most checks find nothing and read no more than a few texts.
    private final List<String> found = new ArrayList<>(0);
    private final Map<String, Object> texts = new HashMap<>(8);
    private final Set<String> unreadable = new HashSet<>(0);

    /** @param annotation the simple name, such as {@code "Retry"} */
    public Problems(String annotation) {
        this.annotation = annotation;
    }

    /**
     * Notes a problem unless the rule holds. An attribute whose duration could not be read has had its say: no more is
     * noted about it.
     *
     * @param value what the attribute is; a duration that was read here is shown as it is written there
     * @param rule how the value should be, as in "must be at least 1"
     * @param fix what to write instead
     */
    public Problems require(boolean holds, String attribute, Object value, String rule, String fix) {
        if (!holds && !unreadable.contains(attribute)) {
            String shown = shown(texts.getOrDefault(attribute, value));
            found.add("@%s(%s = %s): %s %s. %s.".formatted(annotation, attribute, shown, attribute, rule, fix));
        }
        return this;
    }

    /** As {@link #require} for a duration, in nanoseconds. */
    public Problems requireNanos(boolean holds, String attribute, long nanos, String rule, String fix) {
        // Written out only where it is told, as it must be for every setting of every method else.
        return holds ? this : require(false, attribute, DurationText.of(nanos), rule, fix);
    }

    /** Notes a problem that is no single attribute's, told in whole sentences. */
    public Problems add(String problem) {
        found.add(problem);
        return this;
    }

    /** Nanoseconds of a duration text; {@code whenEmpty} for the empty text; 1 after noting that it is none. */
    public long nanos(String attribute, String text, long whenEmpty) {
        texts.put(attribute, text);
        if (text.isEmpty()) {
            return whenEmpty;
        }
        try {
            return DurationText.nanos(text);
        } catch (IllegalArgumentException e) {
            require(
                    false,
                    attribute,
                    text,
                    String.valueOf(e.getMessage()),
                    "Write a number and a unit, such as \"250ms\", \"2s\" or \"1m\"");
            unreadable.add(attribute);
            return 1;
        }
    }

    /** Whether nothing is wrong so far. */
    public boolean none() {
        return found.isEmpty();
    }

    /**
     * Ends the check.
     *
     * @throws BadDefinition if anything was found
     */
    public void check() {
        if (!found.isEmpty()) {
            throw new BadDefinition(found);
        }
    }

    private static String shown(Object value) {
        return value instanceof String ? "\"" + value + "\"" : String.valueOf(value);
    }
}
