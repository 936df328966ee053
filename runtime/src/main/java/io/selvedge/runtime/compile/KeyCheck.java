package io.selvedge.runtime.compile;

import io.selvedge.annotations.Key;
import io.selvedge.runtime.policy.Room;
import java.lang.reflect.Method;
import java.util.Collection;

/** Looks for keys that tell nothing apart, and for limits of keys that are not there. */
final class KeyCheck {
    private final Catalog catalog;
    private final Misuses misuses;

    KeyCheck(Catalog catalog, Misuses misuses) {
        this.catalog = catalog;
        this.misuses = misuses;
    }

    void onClass(String place, Collection<Method> members, Annotated onClass) {
        for (Written limits : onClass.keyLimits()) {
            if (limits.direct() && members.stream().noneMatch(method -> Keys.positions(Marks.of(method)).length > 0)) {
                misuses.add(place, withoutKey(limits, "no method of the class has one"));
            }
        }
    }

    void onMethod(Subject subject, Guards guards, Marks marks) {
        if (Keys.positions(marks).length == 0) {
            Written limits = guards.keyLimits();
            if (limits != null && limits.onMethod() && limits.direct()) {
                misuses.add(subject.place(), withoutKey(limits, "the method has none"));
            }
        } else if (!keepsKeys(guards)) {
            misuses.add(subject.place(), withoutState("@Key on " + Names.list(marks.names(Key.class)), guards));
        }
    }

    void onLambda(String place, boolean keyed, Guards guards) {
        if (keyed && !keepsKeys(guards)) {
            misuses.add(place, withoutState("A key", guards));
        }
    }

    /** A policy that no room serves is told of elsewhere, and may well be the one that keeps keys. */
    private boolean keepsKeys(Guards guards) {
        for (Written policy : guards.policies()) {
            Room<?, ?> room = catalog.room(policy.type());
            if (room == null || room.keepsKeys()) {
                return true;
            }
        }
        return false;
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
