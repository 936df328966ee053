package io.selvedge.runtime.retry;

import io.selvedge.annotations.Retry;
import io.selvedge.runtime.policy.FailureTypes;
import io.selvedge.runtime.policy.Problems;
import java.util.Objects;

/**
 * The settings of one {@link Retry}.
 *
 * @param maxRetries how many more calls may follow the first, {@link #WITHOUT_END} for any number
 * @param backoff how long to wait before each
 * @param maxDurationNanos how long all of it may take, above 0, {@link Long#MAX_VALUE} for as long as it likes
 * @param which the failures to try again
 * @param retryIf the name of the method to ask, empty for none
 */
public record RetryConfig(int maxRetries, Backoff backoff, long maxDurationNanos, Which which, String retryIf) {

    /** The number of retries that is never used up. */
    public static final int WITHOUT_END = -1;

    public RetryConfig {
        rules(new Problems("Retry"), maxRetries, maxDurationNanos).check();
    }

    /**
     * Which failures to try again.
     *
     * @param retryOn these, or, when empty, exceptions that are no refusal of ours
     * @param abortOn but never these
     */
    public record Which(FailureTypes retryOn, FailureTypes abortOn) {}

    static RetryConfig from(Retry retry) {
        Problems problems = new Problems("Retry");
        long maxDuration = problems.nanos("maxDuration", retry.maxDuration(), Long.MAX_VALUE);
        Backoff backoff = Backoff.read(retry.backoff(), problems);
        rules(problems, retry.maxRetries(), maxDuration).check();
        Which which = new Which(FailureTypes.of(retry.retryOn()), FailureTypes.of(retry.abortOn()));
        return new RetryConfig(
                retry.maxRetries(), Objects.requireNonNull(backoff), maxDuration, which, retry.retryIf());
    }

    private static Problems rules(Problems problems, int maxRetries, long maxDuration) {
        return problems.require(
                        maxRetries >= WITHOUT_END,
                        "maxRetries",
                        maxRetries,
                        "must be at least -1",
                        "Write 0 for no retry, -1 for retries without end")
                .requireNanos(
                        maxDuration > 0,
                        "maxDuration",
                        maxDuration,
                        "must be above zero",
                        "Write a duration such as \"3s\", or leave it away to have no limit");
    }
}
