package io.selvedge.runtime.policy;

import java.util.function.DoubleSupplier;

/**
 * A figure that a policy shows: a name, how to read it, and what it means.
 *
 * @param name what follows the room's name in the meter's, such as {@code "permits.used"}
 * @param kind whether it goes up and down or only up
 * @param unit base unit in the plural, such as {@code "permits"} or {@code "seconds"}
 * @param description one sentence for operators
 * @param tag key of one more tag, or empty; its values come from a fixed set
 * @param tagValue the value of that tag, or empty
 * @param value reads the figure; called at any time from any thread, must return at once
 */
public record Reading(
        String name, Kind kind, String unit, String description, String tag, String tagValue, DoubleSupplier value) {

    /** How a reading behaves over time. */
    public enum Kind {
        GAUGE,
        COUNTER
    }

    public static Reading gauge(String name, String unit, String description, DoubleSupplier value) {
        return new Reading(name, Kind.GAUGE, unit, description, "", "", value);
    }

    public static Reading counter(String name, String unit, String description, DoubleSupplier value) {
        return new Reading(name, Kind.COUNTER, unit, description, "", "", value);
    }

    /** The same figure, told apart from its siblings by one more tag. */
    public Reading tagged(String key, String tagValue) {
        return new Reading(name, kind, unit, description, key, tagValue, value);
    }
}
