package io.selvedge.runtime.compile;

import io.selvedge.annotations.KeyLimits;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/** Looks for keys that tell nothing apart, and for limits of keys that are not there. */
final class KeyCheck {
    private final Catalog catalog;
    private final Misuses misuses;

    KeyCheck(Catalog catalog, Misuses misuses) {
        this.catalog = catalog;
        this.misuses = misuses;
    }

    void onClass(String place, Collection<Method> members, Annotated onClass) {
        if (members.stream().noneMatch(method -> Keys.positions(method).length > 0)) {
            onClass.each(KeyLimits.class)
                    .filter(Written::direct)
                    .forEach(limits -> misuses.add(place, withoutKey(limits, "no method of the class has one")));
        }
    }

    void onMethod(String place, Method method, Guards guards) {
        int[] positions = Keys.positions(method);
        if (positions.length == 0) {
            guards.keyLimits()
                    .filter(limits -> limits.onMethod() && limits.direct())
                    .ifPresent(limits -> misuses.add(place, withoutKey(limits, "the method has none")));
        } else if (!keepsKeys(guards)) {
            List<String> names = Arrays.stream(positions)
                    .mapToObj(i -> method.getParameters()[i].getName())
                    .toList();
            misuses.add(place, withoutState("@Key on " + Names.list(names), guards));
        }
    }

    void onLambda(String place, boolean keyed, Guards guards) {
        if (keyed && !keepsKeys(guards)) {
            misuses.add(place, withoutState("A key", guards));
        }
    }

    /** A policy that no room serves is told of elsewhere, and may well be the one that keeps keys. */
    private boolean keepsKeys(Guards guards) {
        return guards.policies().stream()
                .map(written -> catalog.room(written.type()))
                .anyMatch(room -> room == null || room.keepsKeys());
    }

    private static String withoutKey(Written limits, String which) {
        return "%s needs a parameter with @Key, and %s. Put @Key on the parameter that tells states apart, or remove @KeyLimits."
                .formatted(limits, which);
    }

    private String withoutState(String key, Guards guards) {
        return "%s can change nothing: %s. Add a policy that can (%s), or leave the key away."
                .formatted(
                        key,
                        guards.any() ? guards.text() + " cannot keep a state per key" : "no policy guards the method",
                        String.join(", ", catalog.keyed()));
    }
}
