package io.selvedge.runtime.timeout;

import io.selvedge.annotations.Timeout;
import io.selvedge.runtime.policy.Problems;

/**
 * The settings of one {@link Timeout}.
 *
 * @param nanos how long a call may take, above 0
 * @param abandon whether the caller of a blocking method leaves at the limit even if the method does not
 */
public record TimeoutConfig(long nanos, boolean abandon) {

    public TimeoutConfig {
        rules(new Problems("Timeout"), nanos).check();
    }

    static TimeoutConfig from(Timeout timeout) {
        Problems problems = new Problems("Timeout");
        long nanos = problems.nanos("value", timeout.value(), 0);
        rules(problems, nanos).check();
        return new TimeoutConfig(nanos, timeout.abandon());
    }

    private static Problems rules(Problems problems, long nanos) {
        return problems.requireNanos(
                nanos > 0,
                "value",
                nanos,
                "must be above zero",
                "Write a limit such as \"500ms\", or leave the annotation away to have none");
    }
}
