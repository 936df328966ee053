package io.selvedge.failures;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Where a policy refuses: the guarded method, and the name of the policy's shared state. Whoever refuses often keeps one,
 * since it remembers what its refusals have in common.
 *
 * <p>Thread-safe. Places with the same method and name are equal.
 */
public final class Place {
    private static final Origin[] NONE = {};
    /** More kinds of refusals than policies have reasons are not remembered: somebody is making them up. */
    private static final int MOST = 32;

    private final String method;
    private final String name;
    /** Replaced as a whole. If two are added at once one may be lost, and is made again. */
    private volatile Origin[] origins = NONE;

    /**
     * @param method the guarded method as the metrics name it, such as {@code org.shop.TaskService.find}
     * @param name the name under which several methods share the policy, or empty text when the method has it to itself
     */
    public Place(String method, String name) {
        this.method = method;
        this.name = name;
    }

    /** The guarded method as the metrics name it. */
    public String method() {
        return method;
    }

    /** The name under which several methods share the policy, or empty text. */
    public String name() {
        return name;
    }

    Origin origin(String policy, String setting, String reason) {
        Origin[] known = origins;
        for (Origin origin : known) {
            if (origin.is(policy, setting, reason)) {
                return origin;
            }
        }
        Origin fresh = new Origin(method, name, policy, setting, reason);
        if (known.length < MOST) {
            Origin[] more = Arrays.copyOf(known, known.length + 1);
            more[known.length] = fresh;
            origins = more;
        }
        return fresh;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Place place && method.equals(place.method) && name.equals(place.name);
    }

    @Override
    public int hashCode() {
        return 31 * method.hashCode() + name.hashCode();
    }

    @Override
    public String toString() {
        return name.isEmpty() ? method : method + " (\"" + name + "\")";
    }
}
