package io.selvedge.runtime.fallback;

import io.selvedge.annotations.Fallback;
import io.selvedge.runtime.policy.FailureTypes;
import io.selvedge.runtime.policy.Problems;

/**
 * The settings of one {@link Fallback}.
 *
 * @param method the name of the method that answers, never empty
 * @param applyOn the failures it answers for, or, when empty, all but those that want the call to end
 * @param skipOn but not these
 */
public record FallbackConfig(String method, FailureTypes applyOn, FailureTypes skipOn) {

    public FallbackConfig {
        new Problems("Fallback")
                .require(!method.isEmpty(), "value", method, "must not be empty", "Name the method that answers")
                .check();
    }

    static FallbackConfig from(Fallback fallback) {
        return new FallbackConfig(
                fallback.value(), FailureTypes.of(fallback.applyOn()), FailureTypes.of(fallback.skipOn()));
    }

    /** Whether that failure, itself the one that counts, is to be answered for. */
    boolean applies(Throwable judged) {
        if (skipOn.match(judged)) {
            return false;
        }
        return applyOn.isEmpty() ? !FailureTypes.isStop(judged) : applyOn.match(judged);
    }
}
