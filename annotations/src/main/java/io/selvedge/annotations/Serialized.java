package io.selvedge.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Lets one call of the method run at a time, in the order of arrival: a mutex for blocking and asynchronous methods
 * alike.
 *
 * <pre>{@code @Serialized
 * public int addPoints(@Key String userId, int points) { ... }      // one at a time for each user
 * }</pre>
 *
 * <p>With {@link Key} there is one turn for each key, and different keys do not meet; without it there is one for the
 * whole method, whatever number of objects of the class there are (unlike {@code synchronized}, which locks one
 * object). A call that finds the turn taken stands in line, first in first out, if fewer than {@link #queue()} are
 * standing there, and for at most {@link #maxWait()}. Otherwise it is refused with a
 * {@link io.selvedge.failures.SerializedBusyException}, whose reason is {@code full}, {@code waited_too_long} or (with
 * {@code Key}) {@code too_many_keys}.
 *
 * <p><b>Reentrant by logical call.</b> Guarded calls that a holder makes, directly or through others, pass straight in
 * when they come to the same method and key, also on another thread to which the engine handed the call. It is the call
 * that holds the turn, not the thread; so a thread of your own making that calls the method stands in line like
 * anybody.
 *
 * <p><b>Blocking methods</b> hold the turn until they return, and wait on the calling thread; an interrupt while in
 * line gives up the place and ends the call with an {@link InterruptedException} where the method declares it, else
 * with a {@link io.selvedge.failures.CallInterruptedException} and the flag set. <b>Methods that return a
 * {@link java.util.concurrent.CompletionStage}</b> hold it until the stage has completed, however it completes, and
 * wait without a thread; the refusal arrives through the returned stage, and cancelling that stage gives up the place
 * in line. A stage that never completes holds its turn for ever: put a {@link Timeout} beside it, which cancels it.
 *
 * <p><b>Order.</b> Inside Timeout, so that standing in line counts against the limit; outside Bulkhead, so that waiting
 * for a hot key occupies no permit. A {@link CircuitBreaker} does not record the refusal, a {@link Retry} does not try
 * it again unless its {@code retryOn} names it, a {@link Fallback} answers for it.
 *
 * <p>It orders the calls within one JVM. Two serialized methods that call each other in opposite orders can wait for
 * each other like any two locks; a deadline or {@code maxWait} ends that.
 *
 * <p><b>Refused before the first call:</b> each value outside the range given with its attribute, and {@code maxWait}
 * without a queue.
 *
 * <p><b>Among the peers</b> only Spring's {@code @ConcurrencyLimit(1)} comes near; it has no keys, no order, no bound
 * on those who wait, and does not hold on until an asynchronous result is there.
 *
 * <p>Metrics: the {@code selvedge.serialized} meters, {@code selvedge.refusals} and {@code selvedge.waits}, see docs/metrics.md. Keys never become tags.
 */
@Policy
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface Serialized {
    /**
     * How many callers may stand in line, for each key where there are keys; 1024 by default. 0 refuses at once. Not
     * negative.
     */
    int queue() default 1024;

    /**
     * How long a caller may stand in line; empty, the default, means as long as the deadline around the call allows.
     * Above zero, and only with a {@link #queue()} above 0.
     */
    String maxWait() default "";
}
