package io.selvedge.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Refuses calls for a while after too many of the latest ones failed or were slow, to spare a callee that is down and a
 * caller who would only wait for it.
 *
 * <pre>{@code @CircuitBreaker(window = 50, failureRate = 0.3, slowAfter = "1s", skipOn = NotFoundException.class)
 * public Task find(long id) throws IOException { ... }
 * }</pre>
 *
 * <p><b>Closed</b>, calls pass and their outcomes are recorded, the last {@link #window()} of them or those of the last
 * {@link #windowTime()}. After each outcome, a success included, once {@link #minimumCalls()} are on record, the
 * circuit opens if failures / calls &ge; {@link #failureRate()} or slow calls / calls &ge; {@link #slowRate()} (C2).
 * <b>Open</b>, calls are refused with a {@link io.selvedge.failures.CircuitOpenException} that says when to come back,
 * for {@link #openFor()} (C3). The first call after that finds it <b>half-open</b>: {@link #trials()} calls are let
 * through, the others refused with reason {@code half_open} (see below when those may come back). One failed trial opens
 * it again, for {@link #openGrowth()} times as long as before, and so do trials that went well of which
 * {@code slowRate} were slow; when all have gone well it is closed and the open time starts over at {@code openFor}
 * (C4). Each change of state clears the record (C1).
 *
 * <p><b>What is recorded.</b> A call that returns is a success. Of those that fail, one named by {@link #skipOn()}
 * counts as a success, else one named by {@link #failOn()} as a failure, else as a success (C5). Lists match
 * subclasses, and inside a {@link java.util.concurrent.CompletionException} or
 * {@link java.util.concurrent.ExecutionException} it is the cause that is judged. A call that took longer than
 * {@link #slowAfter()} is slow, whatever its outcome. A refusal by one of our own policies further in says nothing
 * about the callee and is not recorded, nor is an interruption or a cancellation; a time-out says much and is a
 * failure. A trial that ends without being recorded gives its place back (C7). The late outcome of a call that was let
 * in before the last change of state is never counted (C7).
 *
 * <p><b>Half-open cannot get stuck.</b> If the trials have not ended {@link #trialsWithin()} after the last of them
 * began, for instance because they hang, their places are given anew (C7).
 *
 * <p><b>When to come back while trials are under way.</b> Nobody knows when they will end, so the refusal gives an
 * estimate: as long again as the last of them has been under way, at least 1 ms, and never beyond the moment at which
 * their places are given anew. A {@link Retry} around it thus waits for the outcome without asking all the time: it
 * asks again after 1, 2, 4, 8 ms and so on, or after its back-off where that is longer, and goes on at most twice as
 * late as the trials end. Each time is one of its retries.
 *
 * <p>There is one breaker for the method, whatever number of objects of the class there are (C6); with {@link #name()}
 * several methods share one, with {@link Key} there is one for each key. Operators can force one open, disable it, or
 * let it only observe, through the engine.
 *
 * <p><b>Blocking methods and methods that return a {@link java.util.concurrent.CompletionStage}</b> are treated alike:
 * the call ends when the stage has completed, the refusal arrives through the returned stage. A breaker never makes
 * anybody wait.
 *
 * <p><b>Order.</b> Inside Fallback and Retry, outside everything else: it sees each attempt, and an open circuit costs
 * no slot and no permit. Because the refusal says when to come back, a {@link Retry} around it waits for that if it
 * fits. To let the breaker see one outcome per call instead, move it outside with {@link PolicyOrder}.
 *
 * <p><b>Refused before the first call:</b> each value outside the range given with its attribute, and two methods that
 * share a name but not the settings.
 *
 * <p><b>Where this differs on purpose.</b> Calls may be counted before the window is full, if {@code minimumCalls} says
 * so; MicroProfile always waits for a full one (C2), which is the default here too. Refusals from inside are not
 * recorded, where MicroProfile leaves that to {@code failOn} (B5): a full bulkhead is trouble of the caller's own
 * making. Resilience4j opens by default for 60 s after 100 calls; the defaults here are MicroProfile's, 5 s and 20
 * calls.
 *
 * <p>Metrics: the {@code selvedge.circuit.breaker} meters, refusals in {@code selvedge.refusals}, see docs/metrics.md.
 */
@Policy
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface CircuitBreaker {
    /**
     * The name under which several methods share this breaker; empty, the default, means that this method has its own.
     */
    String name() default "";

    /**
     * How many of the latest calls are looked at, 20 by default. At least 1, at most 1,000,000. Plays no part when
     * {@link #windowTime()} is set.
     */
    int window() default 20;

    /**
     * Look at the calls of the last so much time instead of a number, such as "10s", to a tenth of it; empty by
     * default. Above zero.
     */
    String windowTime() default "";

    /**
     * How many calls must be on record before the rates mean anything. 0, the default, stands for a full
     * {@link #window()}, or for 20 with {@link #windowTime()}. Not negative, and not more than {@code window}, which
     * would never be reached.
     */
    int minimumCalls() default 0;

    /** From which share of failures on the circuit opens, as a fraction: 0.5 by default, a half. Above 0, at most 1. */
    double failureRate() default 0.5;

    /** From which running time on a call is slow; empty, the default, means that no call is. Above zero. */
    String slowAfter() default "";

    /**
     * From which share of slow calls on the circuit opens, as a fraction: 1.0 by default, all. Above 0, at most 1.
     * Below 1 it needs {@link #slowAfter()}.
     */
    double slowRate() default 1.0;

    /** How long the circuit stays open the first time, 5 s by default. Above zero. */
    String openFor() default "5s";

    /**
     * By how much each reopening after failed trials makes it longer; 1.0, the default, keeps it. Finite and at least
     * 1.
     */
    double openGrowth() default 1.0;

    /**
     * What the growing open time never exceeds; empty, the default, means no bound. Not shorter than
     * {@link #openFor()}, and only with an {@link #openGrowth()} above 1.
     */
    String openMax() default "";

    /** How many calls are let through when half-open, all of which must go well; 1 by default. At least 1. */
    int trials() default 1;

    /**
     * How long trials may take before their places are given anew, counted from the beginning of the last of them; 30 s
     * by default. Above zero.
     */
    String trialsWithin() default "30s";

    /** Which failures count as failures: all by default. */
    Class<? extends Throwable>[] failOn() default {Throwable.class};

    /** Which failures count as successes, even if {@link #failOn()} names them too; empty by default. */
    Class<? extends Throwable>[] skipOn() default {};
}
