package io.selvedge.runtime.policy;

import io.selvedge.failures.PolicyException;
import java.util.function.Function;

/**
 * The ticket that asks the driver to have the call back within a time.
 *
 * <p>Immutable; one instance serves all calls of a policy.
 */
public final class Limit implements Pass {
    private final long nanos;
    private final boolean elsewhere;
    private final Function<Call, PolicyException> expired;

    /**
     * @param nanos the time allowed from the door on, above 0
     * @param elsewhere whether a blocking call is to run on another thread, so that its caller can leave at the limit
     *     even if the method ignores its interruption
     * @param expired makes the failure of a call that did not keep the limit
     */
    public Limit(long nanos, boolean elsewhere, Function<Call, PolicyException> expired) {
        this.nanos = nanos;
        this.elsewhere = elsewhere;
        this.expired = expired;
    }

    @Override
    public boolean shared() {
        return true;
    }

    public long nanos() {
        return nanos;
    }

    public boolean elsewhere() {
        return elsewhere;
    }

    public PolicyException expired(Call call) {
        return expired.apply(call);
    }
}
