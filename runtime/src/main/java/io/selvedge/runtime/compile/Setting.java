package io.selvedge.runtime.compile;

import java.util.List;

/**
 * One setting of a policy on a method, as it holds now, for people.
 *
 * @param policy the name of the policy's room, such as {@code "circuit_breaker"}
 * @param name the attribute of the annotation
 * @param value as one would write it in source
 * @param origin where it is written, such as {@code "on the method"} or {@code "in @RemoteCall on the class"}, or
 *     {@code "by default"}
 */
public record Setting(String policy, String name, String value, String origin) {

    static List<Setting> of(Part<?, ?> part) {
        Written written = part.written();
        return Attribute.of(written.annotation()).stream()
                .filter(attribute -> !attribute.isEmpty())
                .map(attribute -> new Setting(
                        part.room().name(),
                        attribute.name(),
                        AsWritten.value(attribute),
                        attribute.isUsual() ? "by default" : written.origin()))
                .toList();
    }
}
