package io.selvedge.runtime.bulkhead;

import io.selvedge.annotations.Bulkhead;
import io.selvedge.runtime.gate.Permits;
import io.selvedge.runtime.policy.BadDefinition;
import io.selvedge.runtime.policy.Problems;

/**
 * The settings of a bulkhead.
 *
 * @param name under which methods share it, or empty
 * @param limit how many calls may run at once, at least 1
 * @param queue how many may wait, at least 0
 * @param maxWaitNanos the longest wait, above 0; {@link #NO_END} for as long as the call's deadline allows, the only
 *     value without a queue
 */
public record BulkheadConfig(String name, int limit, int queue, long maxWaitNanos) {

    /** No longest wait. */
    public static final long NO_END = Long.MAX_VALUE;

    /**
     * Checks the settings.
     *
     * @throws BadDefinition with everything that is wrong
     */
    public BulkheadConfig {
        Problems problems = new Problems("Bulkhead");
        checkSizes(problems, limit, queue);
        checkWait(problems, queue, maxWaitNanos);
        problems.check();
    }

    /**
     * Reads the annotation.
     *
     * @throws BadDefinition with everything that is wrong
     */
    public static BulkheadConfig from(Bulkhead annotation) {
        Problems problems = new Problems("Bulkhead");
        long maxWaitNanos = problems.nanos("maxWait", annotation.maxWait(), NO_END);
        checkSizes(problems, annotation.limit(), annotation.queue());
        checkWait(problems, annotation.queue(), maxWaitNanos);
        problems.check();
        return new BulkheadConfig(annotation.name(), annotation.limit(), annotation.queue(), maxWaitNanos);
    }

    /** These settings in another size; the longest wait returns with the queue. */
    BulkheadConfig resized(int limit, int queue) {
        return new BulkheadConfig(name, limit, queue, queue == 0 ? NO_END : maxWaitNanos);
    }

    private static void checkSizes(Problems problems, int limit, int queue) {
        problems.require(
                        limit >= 1 && limit <= Permits.MOST,
                        "limit",
                        limit,
                        "must be 1 to " + Permits.MOST,
                        "Write how many calls may run at once")
                .require(
                        queue >= 0 && queue <= Permits.MOST,
                        "queue",
                        queue,
                        "must be 0 to " + Permits.MOST,
                        "Write how many callers may stand in line, or 0 to refuse at once");
    }

    private static void checkWait(Problems problems, int queue, long maxWaitNanos) {
        problems.requireNanos(
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
                        "Set queue to how many callers may wait, or leave maxWait out");
    }
}
