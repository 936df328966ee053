package io.selvedge.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Runs the method once more while the first run is slow, and takes whichever succeeds first: the cure for the slowest few
 * calls of a service that has several machines to answer them.
 *
 * <pre>{@code @Hedge(after = "50ms", idempotent = true) @Timeout("1s")
 * public Quote quote(String symbol) throws IOException { ... }
 *
 * @Hedge(after = "50ms", percentile = 95, ceiling = "500ms", max = 2, idempotent = true)
 * public CompletableFuture<Profile> profile(String userId) { ... }
 * }</pre>
 *
 * <p>The first run begins at once. If it has not ended after the delay, a second one begins beside it, with the same
 * arguments; {@link #max()} says how many may come on top, each one delay after the one before. <b>The first success is
 * the outcome</b>; the others are cancelled, or interrupted, and the caller does not wait for them. A run that fails while
 * another is under way leaves the outcome to the other. When all that were begun have failed the call fails, at once: to
 * try again after a failure is {@link Retry}'s business. The exception is then the first one that was no refusal by a
 * policy further in, else the first; the others are suppressed in it.
 *
 * <p><b>Only where running twice does no harm.</b> Two runs may be at work at the same time, and a loser may have done its
 * work although nobody waits for its value. Write {@code idempotent = true} to say that this is so; without it the method
 * is refused.
 *
 * <p><b>The delay</b> is {@link #after()}, or with {@link #percentile()} what the latest calls teach: of the first runs of
 * the last 256 calls, so many percent ended sooner. A first run that lost counts with the time that it had taken by then;
 * one that failed does not count. Until {@link #minSamples()} calls have been measured, the delay is {@code after}. It is
 * kept between {@link #floor()} and {@link #ceiling()}.
 *
 * <p><b>The budget.</b> When everything is slow, extra runs would double the load when it is least wanted. So each call
 * earns a share of an extra run ({@link #budget()}, a tenth by default), and time earns a few more
 * ({@link #budgetFloor()}, one a second). What has been earned and not spent is kept up to the share of 100 calls and the
 * floor of one second. Where nothing is left no extra run begins, the call goes on as if it were not hedged, and that is
 * counted.
 *
 * <p><b>Blocking methods</b> cost a thread of the engine's for each run, also the first, while the caller waits: so the
 * caller can leave at once, although a loser ignores its interrupt. Handing the call over and back takes some tens of
 * microseconds, fast or slow, so hedge what goes over a network, not what looks something up in memory. Thread-locals
 * reach the body only as far as the engine carries context. An interrupt of the caller ends all runs. <b>Methods that return a
 * {@link java.util.concurrent.CompletionStage}</b> need no thread: the first stage to succeed wins, the others' futures
 * are cancelled, and so is everything when the caller cancels.
 *
 * <p><b>Order.</b> Inside Retry: an attempt may be doubled, and each attempt earns and spends anew. Outside everything
 * else that counts calls: each run passes circuit breaker, rate limit, time limit and bulkhead by itself and takes a
 * permit of its own. Under {@link Serialized} with one key the runs would only stand in line behind each other.
 *
 * <p><b>Refused before the first call:</b> a method that is not said to be idempotent, one that returns an
 * {@link AutoCloseable} (a loser's would stay open; {@link Paginated} apart), a {@code Stream} among them (for a lazy
 * {@link FanOut}, hedge the method that its body calls for an element), each value outside the range given with its
 * attribute, and bounds that do not hold the delay between them.
 *
 * <p><b>Where this differs on purpose.</b> Resilience4j takes the first completion, be it a failure, and one extra call.
 * gRPC begins the next run at once after a failure, and lets nobody combine hedging with retries. Source of the idea: Dean
 * and Barroso, <i>The Tail at Scale</i>, CACM 56(2), 2013.
 *
 * <p>Metrics: the {@code selvedge.hedge} meters, see docs/metrics.md: extra runs begun, won and refused by the budget, and
 * the delay.
 */
@Policy
@Spreads
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface Hedge {
    /**
     * How long a run may take before the next one begins beside it. Above zero. With {@link #percentile()} it serves until
     * enough calls have been measured.
     */
    String after();

    /** How many runs may come on top of the first, 1 by default. 1 to 10. */
    int max() default 1;

    /** Says that it does no harm to run the method several times, also at the same time. Must be {@code true}. */
    boolean idempotent() default false;

    /**
     * Which percentile of the latest latencies is the delay, 50 to 99; 0, the default, for none: then the delay is always
     * {@link #after()}.
     */
    double percentile() default 0;

    /** The shortest delay that the percentile may give; empty, the default, for {@code 1ms}. Only with a percentile. */
    String floor() default "";

    /** The longest delay that the percentile may give; empty, the default, for no bound. Only with a percentile. */
    String ceiling() default "";

    /** How many calls must have been measured before their percentile serves, 100 by default. 1 to 256. */
    int minSamples() default 100;

    /** How many extra runs each call earns, 0.1 by default: one for ten calls. 0 to 1. */
    double budget() default 0.1;

    /** How many extra runs a second are earned besides, 1 by default. Not negative. */
    double budgetFloor() default 1;
}
