package io.selvedge.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Lets at most {@link #limit()} calls run at once, so that one slow callee cannot take every thread or connection there
 * is.
 *
 * <pre>{@code @Bulkhead(limit = 10, queue = 50, maxWait = "200ms")     // as many as the connection pool holds
 * public Task load(long id) throws SQLException { ... }
 * }</pre>
 *
 * <p>A call that finds no permit free stands in line, first in first out, if fewer than {@link #queue()} are standing
 * there, and for at most {@link #maxWait()}. Otherwise it is refused with a
 * {@link io.selvedge.failures.BulkheadFullException}, whose reason is {@code full}, {@code waited_too_long},
 * {@code nested}, {@code cleared} or (with {@link Key}) {@code too_many_keys}. There is one set of permits for the method,
 * whatever number of objects of the class there are (B3); with {@link #name()} several methods share one, with
 * {@link Key} there is one for each key.
 *
 * <p><b>Blocking methods</b> hold a permit until they return, and stand in line on the calling thread. An interrupt
 * while in line gives up the place and ends the call with an {@link InterruptedException} where the method declares it,
 * else with a {@link io.selvedge.failures.CallInterruptedException} and the flag set. <b>Methods that return a
 * {@link java.util.concurrent.CompletionStage}</b> hold it until the stage has completed (B2), and stand in line
 * without a thread; the refusal arrives through the returned stage, it is never thrown (B4). Cancelling that stage
 * gives up the place in line, and such a call never runs (B6). Both kinds stand in the same line.
 *
 * <p><b>A limiter shared by many calls.</b> Under one name, methods, fan-outs and guards for lambdas draw on the same
 * permits, as they would on one limiter object:
 *
 * <pre>{@code @Bulkhead(name = "database", limit = 10, queue = 1000) @Retention(RUNTIME) @interface Database {}
 *
 * Guard database = engine.guard("report", Database.class);             // shares with every method of that name
 * BulkheadControl limiter = engine.control(BulkheadControl.class, "database");
 * limiter.used(); limiter.waiting();                                    // active and pending
 * limiter.resize(20, 1000);                                             // at once, up and down
 * limiter.clear();                                                      // refuse those in line, reason "cleared"
 * }</pre>
 *
 * <p>A permit belongs to a call, so none can be released twice, or by somebody else, or be forgotten. Every call takes one
 * permit, and all calls stand in one line: there are no weights and no priorities. Who needs two classes of callers
 * writes two bulkheads; then the one cannot starve the other.
 *
 * <p><b>Order.</b> Innermost: a permit is held for the running time only, not during a back-off nor while waiting for a
 * turn or a slot. A {@link Timeout} counts the time in line. A {@link CircuitBreaker} does not record the refusal, a
 * {@link Retry} does not try it again unless its {@code retryOn} names it, a {@link Fallback} answers for it.
 *
 * <p><b>Nested use.</b> A guarded call made from inside another one under the same bulkhead takes a permit of its own if
 * one is free. It never stands in line for it, but is refused with the reason {@code nested}: all who hold a permit might
 * wait like that, each for the others. So it is whatever the limit, and whether or not the outer call waits for the inner
 * one; nesting that waited would go well in a test and stop everything under load. Give the inner call a bulkhead of its
 * own, or make it when the outer one has ended. A call counts as nested as far as its lineage reaches: on the same
 * thread, in children of a fan-out, and wherever Micrometer's context propagation carries it. It does not reach callbacks
 * of a stage; there, as with two bulkheads that are entered now in this order and now in that, only {@link #maxWait()} or
 * a deadline ends the wait.
 *
 * <p><b>Refused before the first call:</b> each value outside the range given with its attribute, {@code maxWait}
 * without a queue, and two methods that share a name but not the settings.
 *
 * <p><b>Where this differs on purpose.</b> Blocking callers may wait, boundedly (B7); in MicroProfile they are always
 * refused (B1), and its queue of 10 is for asynchronous methods only. Ours is 0 unless asked for. Resilience4j bounds
 * the wait but not the number of those who wait. A refusal is no failure of the callee, so unlike in MicroProfile (B5)
 * it never opens a circuit.
 *
 * <p>Metrics: the {@code selvedge.bulkhead} meters, {@code selvedge.refusals} and {@code selvedge.waits}, see docs/metrics.md.
 */
@Policy
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface Bulkhead {
    /**
     * The name under which several methods share these permits; empty, the default, means that this method has its own.
     */
    String name() default "";

    /** How many calls may run at once, 10 by default. At least 1, at most 1,000,000. */
    int limit() default 10;

    /** How many callers may stand in line, 0 by default, which refuses at once. Not negative, at most 1,000,000. */
    int queue() default 0;

    /**
     * How long a caller may stand in line; empty, the default, means as long as the deadline around the call allows.
     * Above zero, and only with a {@link #queue()} above 0.
     */
    String maxWait() default "";
}
