package io.selvedge.runtime.micrometer;

import io.micrometer.common.KeyValue;
import io.micrometer.observation.Observation;
import io.selvedge.runtime.policy.Target;

/**
 * What an observation of a guarded call, or of one of its children, is about; for predicates, filters and handlers of
 * users that want to tell them apart. As thread-safe as its parent.
 */
public final class ObservedCall extends Observation.Context {
    /** The name of an observation of a whole call. */
    public static final String CALL = "selvedge.call";
    /** The name of an observation of a child call: an element of a fan-out, an attempt of a hedge, a fetch of a page. */
    public static final String CHILD = "selvedge.child";

    private final Target target;
    private final String policy;

    ObservedCall(Target target, String policy) {
        this.target = target;
        this.policy = policy;
        setName(kind());
        setContextualName(shortName(target.name()) + (policy.isEmpty() ? "" : " " + policy));
        addLowCardinalityKeyValue(KeyValue.of(MeterName.METHOD, target.name()));
        if (!policy.isEmpty()) {
            addLowCardinalityKeyValue(KeyValue.of(MeterName.POLICY, policy));
        }
    }

    String kind() {
        return policy.isEmpty() ? CALL : CHILD;
    }

    /** Of class and method the simple names; the whole of what is no method's. */
    private static String shortName(String name) {
        int end = name.indexOf('(') < 0 ? name.length() : name.indexOf('(');
        int method = name.lastIndexOf('.', end - 1);
        int type = method < 0 ? -1 : name.lastIndexOf('.', method - 1);
        return name.substring(type + 1);
    }

    /** The class and method, or the name of a guard, as in the meters' tag {@code method}. */
    public String method() {
        return target.name();
    }

    /** The policy whose child it is, or empty for a whole call. */
    public String policy() {
        return policy;
    }
}
