package io.selvedge.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Calls the method again when it fails: up to {@link #maxRetries()} more times, after growing and scattered waits.
 *
 * <pre>{@code @Retry(maxRetries = 4, maxDuration = "3s", abortOn = FileNotFoundException.class)
 * public Task find(long id) throws IOException { ... }
 * }</pre>
 *
 * <p><b>What is tried again.</b> The decision falls in this order (R1): a failure named by {@link #abortOn()} leaves;
 * else a failure named by {@link #retryOn()} is tried again; else it leaves. When {@code retryOn} is empty, every
 * {@link Exception} is tried again, apart from these:
 * <ul>
 *   <li>an interruption or a cancellation ({@link InterruptedException},
 *       {@link io.selvedge.failures.CallInterruptedException}, {@link java.util.concurrent.CancellationException}):
 *       someone wants the call to end (R9), so these are never tried again, whatever {@code retryOn} says;
 *   <li>a refusal by one of our own policies, such as a full bulkhead, unless the refusal says when to come back
 *       ({@link io.selvedge.failures.RetryAfter}, as an open circuit and a spent rate limit do) and that wait fits. To
 *       try other refusals again too, name their type, or {@link io.selvedge.failures.PolicyException}, in
 *       {@code retryOn}.
 * </ul>
 * An {@link Error} is tried again only when {@code retryOn} names it or a supertype of it. A
 * {@link io.selvedge.failures.CallTimeoutException} is not a refusal, for the call did run; it is tried again like any
 * exception. Lists match subclasses. Inside a {@link java.util.concurrent.CompletionException} or
 * {@link java.util.concurrent.ExecutionException} it is the cause that is judged; causes of other exceptions are not
 * looked at. {@link #retryIf()} adds a question of your own, also about results.
 *
 * <p><b>How long it waits.</b> {@link #backoff()} says. A failure that says when to come back is waited for: the wait
 * is the larger of the back-off and that hint, never less. A wait that would not end within {@link #maxDuration()}, or
 * within the time limit of a {@link Timeout} around it, is not begun at all; the failure at hand leaves at once.
 * Nothing is held during a wait: each attempt passes the policies inside anew, takes its own permit, slot and time
 * limit, and is recorded on its own (R6).
 *
 * <p><b>What leaves in the end</b> is the last true failure, the same instance, never wrapped: where the last attempt
 * was but refused by one of our own policies, the failure before it leaves, with the refusal as suppressed, unless it
 * carries one of that class already: a failure that is thrown again and again must not grow.
 *
 * <p><b>Blocking methods</b> wait on the calling thread. An interrupt during the wait ends the call with an
 * {@link InterruptedException} where the method declares it, else with a
 * {@link io.selvedge.failures.CallInterruptedException} and the interrupt flag set. <b>Methods that return a
 * {@link java.util.concurrent.CompletionStage}</b> never block: the first attempt starts on the calling thread, the
 * stage that is handed out completes when the last attempt's stage has, and cancelling it ends the attempt or the wait
 * that is under way.
 *
 * <p><b>Order.</b> Inside {@link Fallback}, outside everything else: the circuit breaker sees each attempt, and a
 * {@link Timeout} on the same method limits each attempt, not their sum. For a limit on the sum use
 * {@code maxDuration}, a {@code Timeout} on the calling method, or {@link PolicyOrder}.
 *
 * <p><b>Refused before the first call:</b> each value outside the range given with its attribute, and a {@code retryIf}
 * that names no fitting method.
 *
 * <p><b>Where this differs on purpose.</b> {@code maxRetries} counts retries, as in MicroProfile (R2); Resilience4j's
 * {@code maxAttempts} counts calls, so its 3 is our 2. Waits grow and are scattered by default (R3), where MicroProfile
 * waits for a constant 0 ms plus or minus 200 ms, because a crowd that fails together comes back together.
 * {@code maxDuration} follows Spring's rule and not MicroProfile's (R4): to sleep into a limit that is known to be
 * missed only makes the caller wait for the same failure; and it has no default (MicroProfile: 3 minutes), because the
 * deadline around the call is the better bound. Refusals are not ordinary failures here, as they are in MicroProfile
 * (R7): trying a full bulkhead again in a few milliseconds adds load where there is too much. Causes are looked at in
 * those two wrappers only (R10), not in all as Spring does, because a cause somewhere below seldom says that calling
 * again is safe.
 *
 * <p>Metrics: {@code selvedge.retries} and {@code selvedge.verdicts}, see docs/metrics.md. The latter tells apart why the retrying ended: a value,
 * a failure not to be tried again, retries used up, time used up (R5).
 */
@Policy
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface Retry {
    /** How many more calls may follow the first: 3 means up to 4 calls, 0 none, -1 without end. Below -1 is refused. */
    int maxRetries() default 3;

    /** How long to wait before each further call: by default 100 ms, doubling up to 5 s, with full jitter. */
    Backoff backoff() default @Backoff;

    /**
     * How long the whole of it may take, counted from the start of the first call; empty, the default, means no limit
     * of its own. Must be above zero.
     *
     * <p>It decides whether another attempt is begun; it does not cut short an attempt that is running. For that there
     * is {@link Timeout}.
     */
    String maxDuration() default "";

    /** Which failures are tried again; empty, the default, means as told above: exceptions, but not our refusals. */
    Class<? extends Throwable>[] retryOn() default {};

    /** Which failures are never tried again, even if {@link #retryOn()} names them too; empty by default. */
    Class<? extends Throwable>[] abortOn() default {};

    /**
     * Names a method that is asked whether to try again; empty, the default, means that nobody is asked.
     *
     * <p>It is a method of the same class, of any visibility, static or not, that takes one parameter and returns
     * {@code boolean}. With overloads of the name, each is asked about what it can take:
     * <ul>
     *   <li>a parameter of a {@link Throwable} type: it is asked about failures of that type that the class lists would
     *       try again, and has the last word;
     *   <li>a parameter of the method's return type, or of what its stage delivers: it is asked about results, and
     *       {@code true} means that the result is not good enough and the call is made again. When retries are used up
     *       the last result is returned as it is.
     * </ul>
     * If the method asked throws, the call ends: with the failure at hand, to which the other is added as suppressed
     * unless it carries one of that class already, or, when it was asked about a result, with what it threw.
     */
    String retryIf() default "";
}
