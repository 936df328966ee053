package io.selvedge.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Answers with another method's result when a failure is about to leave after all other policies had their say.
 *
 * <pre>{@code @Fallback("cached") @Retry @Timeout("500ms")
 * public Task find(long id) throws IOException { ... }
 *
 * private Task cached(long id, IOException failure) { ... }        // when reading failed
 * private Task cached(long id) { ... }                             // in every other case
 * }</pre>
 *
 * <p><b>When.</b> A failure named by {@link #skipOn()} leaves, else one named by {@link #applyOn()} is answered for,
 * else it leaves (F1). An empty {@code applyOn} means everything, our own refusals and time-outs included, except an
 * interruption or a cancellation: who interrupts wants an end, not a substitute. Lists match subclasses, and inside a
 * {@link java.util.concurrent.CompletionException} or {@link java.util.concurrent.ExecutionException} it is the cause
 * that is judged.
 *
 * <p><b>Which method.</b> {@link #value()} names a method of the same class, of a superclass or of an interface of it
 * (F3). It may be private in the same class, static, generic or with varargs, an interface's default method, or
 * inherited; what the class itself could not call by that name cannot serve, such as a private method of a superclass.
 * It is static if the guarded method is. It takes the same parameters, type variables resolved, and returns something
 * that the guarded method may return. It may have one more parameter at the end, of a {@link Throwable} type, and then
 * answers for failures of that type. Among overloads the one with the most specific type that fits is called, else the
 * one without the parameter; if there is none, the failure leaves (F4).
 *
 * <p><b>What it may throw.</b> Anything; it leaves as it is, with the original failure added as suppressed (F6).
 *
 * <p><b>Policies on the fallback method</b> apply, a fallback of its own included, since it is a guarded method like
 * any other. It runs outside the policies of the method that failed: no permit is held, no attempt's time limit runs,
 * only the deadline around the whole call still does.
 *
 * <p><b>Blocking methods</b> run it on the calling thread. <b>Methods that return a
 * {@link java.util.concurrent.CompletionStage}</b> need a fallback that returns one too, whose end becomes the call's
 * end (F5); it runs on the thread that brought the failure, and on a time-out at the limit, whatever the late body does
 * (T5).
 *
 * <p><b>Order.</b> Outermost: it answers for everything behind it. There is one fallback to a method.
 *
 * <p><b>Refused before the first call:</b> a name that no method has, candidates of which none fits (each is listed
 * with the reason), and a fallback that is the method itself.
 *
 * <p><b>Where this differs on purpose.</b> There are no handler classes as in MicroProfile (F2); a method can do all
 * that they can. The exception parameter and the choice by type are as in SmallRye. Resilience4j gives each annotation a
 * fallback of its own, inside its own layer, and looks for it only when the call has failed; here there is one,
 * outermost, checked beforehand. MicroProfile allows it on methods only, this may stand on a class, where each method
 * needs a fitting overload and those with the name itself have no fallback.
 *
 * <p>Metrics: {@code selvedge.calls} by outcome and {@code selvedge.fallbacks}, see docs/metrics.md.
 */
@NeedsArguments
@Policy
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface Fallback {
    /** The name of the method that answers. Never empty. */
    String value();

    /** Which failures it answers for; empty, the default, means all except interruption and cancellation. */
    Class<? extends Throwable>[] applyOn() default {};

    /** Which failures it does not answer for, even if {@link #applyOn()} names them too; empty by default. */
    Class<? extends Throwable>[] skipOn() default {};
}
