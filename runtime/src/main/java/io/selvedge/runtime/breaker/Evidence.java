package io.selvedge.runtime.breaker;

import io.selvedge.failures.PolicyException;
import io.selvedge.runtime.policy.FailureTypes;
import org.jspecify.annotations.Nullable;

/** What the end of a call says about the callee. */
enum Evidence {
    GOOD,
    BAD,
    /** Nothing: a policy of ours turned the call away further in, or somebody wanted it to end. */
    NONE;

    /** Judges an outcome (C5). */
    static Evidence of(@Nullable Throwable failure, BreakerConfig.Blame blame) {
        return failure == null ? GOOD : ofFailure(FailureTypes.judged(failure), blame);
    }

    private static Evidence ofFailure(Throwable judged, BreakerConfig.Blame blame) {
        if (FailureTypes.isStop(judged) || (judged instanceof PolicyException own && own.refusal())) {
            return NONE;
        }
        return blame.failOn().match(judged) && !blame.skipOn().match(judged) ? BAD : GOOD;
    }
}
