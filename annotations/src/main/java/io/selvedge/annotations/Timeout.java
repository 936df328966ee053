package io.selvedge.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Ends the call with a {@link io.selvedge.failures.CallTimeoutException} when it takes longer than {@link #value()}.
 *
 * <pre>{@code @Timeout("500ms")
 * public Task find(long id) throws IOException { ... }
 * }</pre>
 *
 * <p><b>Blocking methods.</b> At the limit the calling thread is interrupted. A body that answers to interruption ends
 * at once; one that ignores it ends late, but still with the {@code CallTimeoutException} in place of its own outcome
 * (T1). The interrupt is ours to clean up: the thread's flag is clear when the call has left, unless someone else has
 * interrupted the thread as well: then it is up (T2). Only where another interrupt falls between ours and the body's
 * answer to it are the two one, which nobody can tell apart. No interrupt arrives after the call has left.
 *
 * <p><b>Methods that return a {@link java.util.concurrent.CompletionStage}.</b> The stage that is handed out completes
 * with the exception at the limit, and the method's own stage is cancelled (T3). The limit counts from the call. What
 * the method does before it hands over its stage happens on the calling thread and holds up the caller, as without any
 * policy: it is not interrupted, and a method that has used up the limit before it returns is timed out when it does,
 * whatever it ended with.
 *
 * <p><b>The limit is a deadline.</b> Everything guarded that is called inside inherits it, on other threads too where
 * the engine hands the call over: a nested limit can only be shorter, and a line to stand in, a slot to wait for or a
 * back-off that cannot end in time is refused at once instead of being slept into.
 *
 * <p><b>Precision.</b> A limit never rings early. On a thread that makes tens of thousands of calls a second through it,
 * one of 100 ms or more may ring late by a hundredth of its length, 10 ms at most: such calls are spared a look at the
 * clock.
 *
 * <p><b>Order.</b> Inside Retry, CircuitBreaker and RateLimit, outside Serialized and Bulkhead: it limits each attempt,
 * starts anew with each (T5), includes standing in line for a permit or a turn (T4; who is timed out in line leaves the
 * line and never runs), and excludes waiting for a rate limit's slot. The breaker counts a time-out as a failure, a
 * retry tries it again. For one limit around all attempts, put it on the calling method or move it with
 * {@link PolicyOrder}.
 *
 * <p><b>Refused before the first call:</b> a limit that is missing, not a duration, zero or negative.
 *
 * <p><b>Where this differs on purpose.</b> Zero is refused where MicroProfile lets it mean "none" (T6), because a limit
 * that limits nothing is more often a slip than a wish; leave the annotation away instead. There is no default limit
 * (MicroProfile: 1 s), because a good one depends on the callee. Resilience4j's {@code @TimeLimiter} refuses blocking
 * methods; this serves them.
 *
 * <p>Metrics: {@code selvedge.calls} and {@code selvedge.timeouts} show the time-outs, {@code selvedge.late.ends} the late ends,
 * see docs/metrics.md.
 */
@Policy
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface Timeout {
    /** The limit, such as "500ms". Must be above zero. Counts from the moment that the call comes to this policy. */
    String value();

    /**
     * Whether the caller of a blocking method leaves at the limit even if the body does not; false by default. A method
     * that returns a stage needs no such thing: its stage ends at the limit in any case.
     *
     * <p>With it, whatever lies inside this policy runs on another thread (a virtual one where the JVM has them), so
     * the calling thread can leave on time. The body is interrupted, and when it ends at last its outcome is only
     * counted. A bulkhead or a turn inside is held until that real end (T3), so abandoned bodies cannot pile up beyond
     * its limit; put a {@link Bulkhead} beside it for that reason. Context is carried over where Micrometer's context
     * propagation is present, other thread-locals are not. Side effects of an abandoned body may still happen after the
     * caller was told that it failed.
     */
    boolean abandon() default false;
}
