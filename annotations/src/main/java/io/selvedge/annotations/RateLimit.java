package io.selvedge.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Lets calls start at no more than {@link #permits()} per {@link #per()}, evenly spaced.
 *
 * <pre>{@code @RateLimit(permits = 10, per = "1s", burst = 3, maxWait = "500ms")       // a slot each 100 ms
 * public Receipt send(Message message) throws IOException { ... }
 * }</pre>
 *
 * <p>Slots follow each other at a spacing of per / permits. Up to {@link #burst()} that were not used may be used at
 * once after a quiet time. A call whose slot is not yet there waits for it if it comes within {@link #maxWait()}; else
 * it is refused at once with a {@link io.selvedge.failures.RateLimitedException} that says when to come back, and its
 * slot stays free for others: a refused call costs nothing. The wait must also fit into the deadline around the call.
 * This is the generic cell rate algorithm (GCRA, ITU-T Recommendation I.371), which needs one number and no timer per
 * limit.
 *
 * <p><b>Never overrun:</b> over any interval of length T it gives out at most burst + T / spacing slots. A call never
 * starts before its slot; one that the machine wakes late starts late.
 *
 * <p>There is one limit for the method, whatever number of objects of the class there are; with {@link #name()} several
 * methods share one, with {@link Key} there is one for each key, and the refusal's reason is {@code spent} or
 * {@code too_many_keys}. It limits one JVM; with several of them divide the rate.
 *
 * <p><b>Blocking methods</b> wait on the calling thread; an interrupt while waiting ends the call with an
 * {@link InterruptedException} where the method declares it, else with a
 * {@link io.selvedge.failures.CallInterruptedException} and the flag set. <b>Methods that return a
 * {@link java.util.concurrent.CompletionStage}</b> wait without a thread; the refusal arrives through the returned
 * stage, and cancelling that stage ends the wait. It is the start of a call that is limited; how long calls run is for
 * {@link Bulkhead}.
 *
 * <p><b>Order.</b> Inside Retry and CircuitBreaker, outside Timeout: each attempt takes a slot, an open circuit costs
 * none, and waiting for a slot does not count against the limit on the attempt. A {@link CircuitBreaker} does not
 * record the refusal, a {@link Retry} waits for the time it names if that fits, a {@link Fallback} answers for it.
 *
 * <p><b>Refused before the first call:</b> each value outside the range given with its attribute, a spacing below a
 * nanosecond, and two methods that share a name but not the settings.
 *
 * <p><b>Where this differs on purpose.</b> Resilience4j and, by default, SmallRye count in fixed windows, which let
 * twice the rate through around a border between two; and SmallRye counts refused calls there as well. A limiter that
 * knows it will fail says so at once; Resilience4j's lets its caller wait first. MicroProfile has no rate limit.
 *
 * <p>Metrics: the {@code selvedge.rate.limit} meters, {@code selvedge.refusals} and {@code selvedge.waits}, see docs/metrics.md.
 */
@Policy
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface RateLimit {
    /**
     * The name under which several methods share this limit; empty, the default, means that this method has its own.
     */
    String name() default "";

    /** How many calls may start in each {@link #per()}. At least 1. */
    int permits();

    /** The time that {@link #permits()} are counted over, 1 s by default. Above zero. */
    String per() default "1s";

    /**
     * How many calls may start at once after a quiet time, 1 by default, which is perfectly smooth. At least 1, and no
     * more than come back within 73 years.
     */
    int burst() default 1;

    /** How long a caller may be made to wait for its slot; empty, the default, means not at all. Above zero. */
    String maxWait() default "";
}
