package io.selvedge.runtime.retry;

import io.selvedge.runtime.policy.Pass;
import org.jspecify.annotations.Nullable;

/**
 * The ticket of one attempt.
 *
 * @param retries how many attempts came before, 0 for the first
 * @param waitedNanos the back-off before this attempt, or the initial one for the first
 * @param lastTrue the latest failure that was no refusal of ours
 */
record Attempt(long retries, long waitedNanos, @Nullable Throwable lastTrue) implements Pass {

    Attempt failedWith(Throwable failure) {
        return new Attempt(retries, waitedNanos, failure);
    }

    Attempt next(long waitNanos) {
        return new Attempt(retries + 1, waitNanos, lastTrue);
    }
}
