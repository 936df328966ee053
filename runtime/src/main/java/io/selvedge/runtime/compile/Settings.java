package io.selvedge.runtime.compile;

import io.selvedge.runtime.policy.DurationText;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes the settings in effect: the components of a configuration record, durations as text.
 *
 * <p>A record inside counts as a group of settings, or as its only component if it has just one.
 */
final class Settings {
    private static final Pattern NANOS = Pattern.compile("nanos|.+Nanos");
    private static final Set<String> EMPTY = Set.of("\"\"", "{}", "()");

    private Settings() {}

    /** Such as {@code (limit = 10, maxWait = 200ms)}; what is empty is left out. */
    static String text(Record config) {
        try {
            return grouped(config);
        } catch (ReflectiveOperationException | RuntimeException e) {
            // The record is closed by its module.
            return " " + config;
        }
    }

    private static String grouped(Record config) throws ReflectiveOperationException {
        List<String> settings = new ArrayList<>();
        for (RecordComponent component : config.getClass().getRecordComponents()) {
            Object value = value(component, config);
            String text = value instanceof Record group ? grouped(group) : String.valueOf(value);
            if (!EMPTY.contains(text)) {
                settings.add(name(component) + " = " + text);
            }
        }
        return "(" + String.join(", ", settings) + ")";
    }

    /** The settings in which two records of one type differ, in words. */
    static String differences(Record one, Record other) {
        try {
            Map<String, String> here = flat(one);
            Map<String, String> there = flat(other);
            return here.entrySet().stream()
                    .filter(mine -> !mine.getValue().equals(there.get(mine.getKey())))
                    .map(mine -> "%s is %s here and %s there"
                            .formatted(mine.getKey(), mine.getValue(), there.get(mine.getKey())))
                    .collect(Collectors.joining(", "));
        } catch (ReflectiveOperationException | RuntimeException e) {
            return "they are " + one + " here and " + other + " there";
        }
    }

    private static Map<String, String> flat(Record config) throws ReflectiveOperationException {
        Map<String, String> settings = new LinkedHashMap<>();
        for (RecordComponent component : config.getClass().getRecordComponents()) {
            Object value = value(component, config);
            if (value instanceof Record group) {
                flat(group).forEach((name, text) -> settings.put(name(component) + "." + name, text));
            } else {
                settings.put(name(component), String.valueOf(value));
            }
        }
        return settings;
    }

    private static String name(RecordComponent component) {
        String name = component.getName();
        if (!isNanos(component)) {
            return name;
        }
        return name.equals("nanos") ? "time" : name.substring(0, name.length() - "Nanos".length());
    }

    private static boolean isNanos(RecordComponent component) {
        return component.getType() == long.class
                && NANOS.matcher(component.getName()).matches();
    }

    /** The value's text, or a group of settings. */
    private static Object value(RecordComponent component, Record config) throws ReflectiveOperationException {
        Object value = read(component, config);
        while (value instanceof Record single && single.getClass().getRecordComponents().length == 1) {
            value = read(single.getClass().getRecordComponents()[0], single);
        }
        if (value instanceof Long nanos && isNanos(component)) {
            return nanos == Long.MAX_VALUE ? "unlimited" : DurationText.of(nanos);
        }
        return value instanceof Record ? value : AsWritten.plain(value);
    }

    private static @Nullable Object read(RecordComponent component, Record config) throws ReflectiveOperationException {
        Method accessor = component.getAccessor();
        accessor.setAccessible(true);
        return accessor.invoke(config);
    }
}
