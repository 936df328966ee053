package io.selvedge.runtime.compile;

import io.selvedge.runtime.policy.DurationText;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes the settings in effect: the components of a configuration record, durations as text. */
final class Settings {
    private static final String NANOS = "Nanos";

    private Settings() {}

    /** Such as {@code (limit = 10, maxWait = 200ms)}; nothing for a record without components. */
    static String text(Record config) {
        try {
            return of(config).entrySet().stream()
                    .map(setting -> setting.getKey() + " = " + setting.getValue())
                    .collect(Collectors.joining(", ", "(", ")"));
        } catch (ReflectiveOperationException | RuntimeException e) {
            // The record is closed by its module.
            return " " + config;
        }
    }

    /** The settings in which two records differ, as the first has them and as the second has them. */
    static List<String> differences(Record one, Record other) {
        try {
            Map<String, String> there = of(other);
            List<String> differences = new ArrayList<>();
            of(one).forEach((name, value) -> {
                String counterpart = there.getOrDefault(name, "absent");
                if (!value.equals(counterpart)) {
                    differences.add("%s is %s here and %s there".formatted(name, value, counterpart));
                }
            });
            return differences;
        } catch (ReflectiveOperationException | RuntimeException e) {
            return List.of("it is " + one + " here and " + other + " there");
        }
    }

    private static Map<String, String> of(Record config) throws ReflectiveOperationException {
        Map<String, String> settings = new LinkedHashMap<>();
        for (RecordComponent component : config.getClass().getRecordComponents()) {
            Method accessor = component.getAccessor();
            accessor.setAccessible(true);
            String name = component.getName();
            boolean nanos = name.endsWith(NANOS) && component.getType() == long.class;
            settings.put(
                    nanos ? name.substring(0, name.length() - NANOS.length()) : name,
                    nanos ? duration((long) accessor.invoke(config)) : value(accessor.invoke(config)));
        }
        return settings;
    }

    private static String duration(long nanos) {
        return nanos == Long.MAX_VALUE ? "unlimited" : DurationText.of(nanos);
    }

    private static String value(@Nullable Object value) {
        return value instanceof Record nested ? text(nested) : AsWritten.value(value);
    }
}
