package io.selvedge.runtime.retry;

import io.selvedge.runtime.policy.Pass;

/**
 * The ticket of one attempt.
 *
 * @param retries how many attempts came before, 0 for the first
 * @param waitedNanos the back-off before this attempt, or the initial one for the first
 */
record Attempt(long retries, long waitedNanos) implements Pass {}
