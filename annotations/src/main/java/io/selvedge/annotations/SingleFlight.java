package io.selvedge.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Lets concurrent calls share one run of the method and its outcome, so that a thousand callers who miss a cache in the
 * same moment ask the database once.
 *
 * <pre>{@code @SingleFlight @Retry @Timeout("1s")
 * public Rates rates(@Key String currency) { ... }         // one run at a time for each currency
 * }</pre>
 *
 * <p>A call that finds no run under way begins one; calls that come while it lasts join it, and all of them end with it,
 * with the very same value or the very same exception. With {@link Key} there is one run for each key; without it one for
 * the whole method, whatever its arguments and whatever number of objects of the class there are. A call that comes after
 * the run has ended begins a new one: <b>nothing is cached</b>.
 *
 * <p><b>The run belongs to no caller.</b> It goes on beside all of them, the first one too, on a thread of the engine's,
 * with the first caller's arguments and context. A caller who gives up (an interrupt, a cancelled future, a deadline)
 * leaves alone: the others get the outcome all the same. When the last one has left, the run is cancelled or interrupted,
 * and who comes then begins anew. The deadline of the call around the first caller does not bind the run, since others
 * may have more time; put a {@link Timeout} inside, which does. A caller whose own deadline comes first ends with a
 * {@link io.selvedge.failures.StillRunningException}.
 *
 * <p><b>What is shared.</b> The value is one object in many hands: share what is immutable. The exception is one object as
 * well; its stack trace shows the run, not the caller, and what one caller adds to it as suppressed, others see. Who joins
 * late may get what was read before it came: do not use this where a caller must see its own last write. Values that can
 * be used only once (streams, iterators, whatever is to be closed) are refused.
 *
 * <p><b>Blocking methods</b> run on another thread than their caller's, which waits; handing over and back takes
 * some tens of microseconds. Thread-locals reach the body only as far as the engine carries context. An interrupt ends the
 * wait with an {@link InterruptedException} where the method declares it, else with a
 * {@link io.selvedge.failures.CallInterruptedException} and the flag set. <b>Methods that return a
 * {@link java.util.concurrent.CompletionStage}</b> share the stage's outcome; each caller gets a future of its own.
 *
 * <p><b>Nested use.</b> A call for the same key that is made from inside the run does not wait for it: it runs by itself.
 * Two methods whose runs call each other can wait for each other, like any two locks; a deadline ends that.
 *
 * <p><b>Order.</b> Outside Retry, so that callers who share need no attempt of their own; inside Fallback, so that each
 * caller has its own. Retry, circuit breaker, time limit and bulkhead see one call for all who share.
 *
 * <p><b>Refused before the first call:</b> a method that returns a {@link java.util.stream.BaseStream}, an
 * {@link java.util.Iterator} or an {@link AutoCloseable}, itself or through a stage; a parameter with {@link Each} or
 * {@link Cursor} but without {@link Key}: all slices, or all pages, would get the outcome of the first; and a fan-out with
 * branches, which would get the outcome of the body.
 *
 * <p><b>Among the peers</b> Hystrix' request collapser comes nearest; it lives in one request. The name and the rule come
 * from Go's {@code golang.org/x/sync/singleflight}, where a run is bound to its first caller.
 *
 * <p>Metrics: the {@code selvedge.single.flight} meters, see docs/metrics.md: runs, calls that shared one, runs under way.
 */
@Policy
@Spreads
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface SingleFlight {}
