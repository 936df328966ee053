package io.selvedge.runtime.serialized;

import io.selvedge.annotations.Serialized;
import io.selvedge.runtime.policy.BadDefinition;
import io.selvedge.runtime.policy.Problems;

/**
 * The settings of a serialized method.
 *
 * @param queue how many may wait, for each key where there are keys, at least 0
 * @param maxWaitNanos the longest wait, above 0; {@link #NO_END} for as long as the call's deadline allows, the only
 *     value without a queue
 */
public record SerializedConfig(int queue, long maxWaitNanos) {

    /** No longest wait. */
    public static final long NO_END = Long.MAX_VALUE;

    /**
     * Checks the settings.
     *
     * @throws BadDefinition with everything that is wrong
     */
    public SerializedConfig {
        check(new Problems("Serialized"), queue, maxWaitNanos);
    }

    /**
     * Reads the annotation.
     *
     * @throws BadDefinition with everything that is wrong
     */
    public static SerializedConfig from(Serialized annotation) {
        Problems problems = new Problems("Serialized");
        long maxWaitNanos = problems.nanos("maxWait", annotation.maxWait(), NO_END);
        check(problems, annotation.queue(), maxWaitNanos);
        return new SerializedConfig(annotation.queue(), maxWaitNanos);
    }

    private static void check(Problems problems, int queue, long maxWaitNanos) {
        problems.require(
                        queue >= 0,
                        "queue",
                        queue,
                        "must not be negative",
                        "Write how many callers may stand in line, or 0 to refuse at once")
                .requireNanos(
                        maxWaitNanos > 0,
                        "maxWait",
                        maxWaitNanos,
                        "must be above zero",
                        "Leave it out to wait as long as the deadline allows, or set queue = 0 to refuse at once")
                .requireNanos(
                        maxWaitNanos == NO_END || queue != 0,
                        "maxWait",
                        maxWaitNanos,
                        "says how long to stand in line, but queue = 0 lets nobody stand there",
                        "Set queue to how many callers may wait, or leave maxWait out")
                .check();
    }
}
