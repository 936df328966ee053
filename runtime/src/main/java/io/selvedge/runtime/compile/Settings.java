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

/** Writes the settings in effect: the components of a configuration record, durations as text. */
final class Settings {
    private static final Pattern NANOS = Pattern.compile("nanos|.+Nanos");
    private static final Set<String> EMPTY = Set.of("\"\"", "{}", "()");

    private Settings() {}

    /** Such as {@code (limit = 10, maxWait = 200ms)}; what is empty is left out. */
    static String text(Record config) {
        try {
            return of(config).entrySet().stream()
                    .filter(setting -> !EMPTY.contains(setting.getValue()))
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
            Object value = accessor.invoke(config);
            boolean nanos =
                    value instanceof Long && NANOS.matcher(component.getName()).matches();
            settings.put(
                    nanos ? withoutUnit(component.getName()) : component.getName(),
                    nanos ? duration((Long) value) : value(value));
        }
        return settings;
    }

    private static String withoutUnit(String name) {
        return name.equals("nanos") ? "time" : name.substring(0, name.length() - "Nanos".length());
    }

    private static String duration(long nanos) {
        return nanos == Long.MAX_VALUE ? "unlimited" : DurationText.of(nanos);
    }

    private static String value(@Nullable Object value) throws ReflectiveOperationException {
        if (!(value instanceof Record nested)) {
            return AsWritten.plain(value);
        }
        Map<String, String> settings = of(nested);
        return settings.size() == 1 ? settings.values().iterator().next() : text(nested);
    }
}
