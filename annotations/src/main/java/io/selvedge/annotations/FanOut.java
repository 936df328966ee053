package io.selvedge.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Runs the method for each element of its {@link Each} parameter, or together with its {@link #branches()}, at most
 * {@link #concurrency()} at once, and joins what comes of it.
 *
 * <pre>{@code @FanOut(concurrency = 5) @Retry @Timeout("1s")                // one policy chain for each element
 * public List<Task> load(@Each List<Long> ids) { ... }
 *
 * @FanOut(join = Join.ALL_SETTLED, concurrency = 20)               // a partial failure is a value
 * public List<Settled<Receipt>> notifyAll(@Each List<String> userIds) { ... }
 *
 * @FanOut(join = Join.ANY, branches = "fromDatabase")              // the first success wins
 * public Task fastest(long id) { return cache.get(id); }
 * private Task fromDatabase(long id) { ... }
 *
 * @FanOut(concurrency = 8)                                         // lazy, in constant memory
 * public Stream<Row> enrich(@Each Stream<Task> tasks) { return tasks.map(this::enrich); }
 * }</pre>
 *
 * <p><b>The body</b> is written for a collection of any size, so that the method is right, only sequential, when nothing
 * is woven. Woven, it is given slices of {@link #batch()} elements, one by default, and each run is a child of the call:
 * a call of its own through the policies of this method that stand further in. So a {@link Retry} tries one slice again
 * and not the whole, a {@link Timeout} limits one, a {@link Bulkhead} or {@link RateLimit} counts each. Fifty elements
 * to a slice suit a query with {@code IN (...)}.
 *
 * <p><b>Joins.</b> {@link Join} tells how children's ends become the call's, and what comes of no elements.
 * <ul>
 *   <li>{@link Join#ALL}: the method returns a {@code List}, {@code Set}, {@code Collection}, {@code Map}, array,
 *       {@code Stream}, or nothing. The slices' results are strung together in input order, whatever their sizes: a
 *       query that misses some ids makes the result shorter, not wrong. Sets and maps keep the input's order too; of
 *       equal keys of maps the later wins. Collections are new ones, and may be changed. The first failure leaves at
 *       once, as the very instance; failures of others that were under way are added to it as suppressed, also when
 *       they end later, except those that the cancellation brought about.
 *   <li>{@link Join#ALL_SETTLED}: the method returns a {@code List}, {@code Collection} or {@code Stream} of
 *       {@link io.selvedge.values.Settled}. What a slice returns is strung together as it is; where one fails, by its
 *       policies or its body, each of its elements is rejected with that failure. A body that settles its elements
 *       itself hides their failures from the policies here: put a {@link Retry} on what it calls.
 *   <li>{@link Join#RACE} and {@link Join#ANY}: the method returns anything; children are given one element each.
 * </ul>
 *
 * <p><b>Losers</b> are cancelled as soon as the outcome stands: none is begun any more, threads are interrupted, stages
 * cancelled. The call leaves without waiting for those on other threads. So it goes when the call itself is
 * interrupted, cancelled or timed out. Each child inherits the deadline, the context and the lineage of the call.
 *
 * <p><b>Blocking methods</b> run children on threads of the engine's executor, virtual ones where there are any, and with
 * {@code ALL} and {@code ALL_SETTLED} on the calling thread too: so fan-outs within fan-outs cannot wait for each
 * other's threads, and with a concurrency of 1 no other thread takes part. At most {@code concurrency} workers pull
 * slice after slice: a million elements make no million tasks. Code that uses thread-locals or a transaction of the
 * caller's thread must not be spread. <b>Methods that return a {@link java.util.concurrent.CompletionStage}</b>, of any
 * of these types ({@code Void} for nothing), wait on no thread: a child is over when its stage is.
 *
 * <p><b>A {@code Stream} as result</b> of a blocking method is lazy. Nothing is read or begun until it is consumed; then
 * at most {@link #concurrency()} children run, and at most twice as many are under way or wait to be taken, so that a
 * slow consumer slows the whole. The thread that consumes also reads the input, as far ahead as that allows, before it is
 * given an element: where reading may take long, let the input be fetched ahead, as {@link Paginated#prefetch()} does. What a slice's stream delivers is taken out on the child's thread, inside its
 * policies. Elements come in input order, or with {@code ordered = false} as their slices complete. A failure comes
 * where its elements would have come; nothing behind it is begun any more, and what runs there is cancelled. Closing the
 * stream, or a failure, cancels what runs, closes the input if that is a {@code Stream}, and leaves nothing behind; a
 * stream that is dropped without being closed leaves what it had begun to come to its end. The stream is sequential and
 * consumed by one thread.
 *
 * <p>With a concurrency of 1 the consumer's thread runs the children too; then closing from elsewhere does not interrupt
 * the one that runs.
 *
 * <p><b>Lambdas</b> are spread by {@code engine.fanOut(name, bundle)}, through the same pipeline and in all four joins.
 *
 * <p><b>Branches</b> are methods of the same class with the same parameters, of any visibility, that return what this
 * method may return. The body is the first branch. The policies further in hold for each branch, and those of its own as
 * well when it is guarded itself. With {@code ALL} and {@code ALL_SETTLED} their results are strung together in the order
 * of the branches.
 *
 * <p><b>Order.</b> Outside everything but {@code @Paginated}: each element is a call of its own. A {@link Fallback} thus
 * answers for one slice. To answer for the whole, put it on a method that calls this one.
 *
 * <p><b>While running.</b> {@code engine.control(FanOutControl.class, name)} changes the concurrency, up and down; calls
 * under way follow.
 *
 * <p><b>Refused before the first call:</b> neither {@code @Each} nor branches, or both; two {@code @Each}, or one of
 * another type; a return type that the join cannot make; values out of range; a {@code batch} with branches,
 * {@code RACE} or {@code ANY}; {@code ordered = false} without a lazy stream; a lazy stream of branches; branches that
 * are not there, do not fit, or are named twice; a branch under the same named {@link Bulkhead} as this method, since it
 * would wait for the permit that it holds (what a body calls shows only when it is called: {@link Bulkhead} tells what
 * becomes of such nesting); more than 8 parameters; a synchronized method; and in Guice's {@code INTERCEPT}, which
 * cannot run a method with other arguments.
 *
 * <p><b>Where this differs on purpose.</b> No annotation library for Java has it. JavaScript's {@code Promise.all} goes
 * on with the losers and forgets their failures; here they are cancelled and their failures kept. Its {@code race} of
 * nothing waits for ever. {@code Gatherers.mapConcurrent} lets what has ended pile up behind a slow element.
 *
 * <p>Metrics: the {@code selvedge.fan.out} meters, see docs/metrics.md.
 */
@NeedsArguments
@Spreads
@Policy
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface FanOut {
    /** How children's ends become the call's end: {@link Join#ALL} by default. */
    Join join() default Join.ALL;

    /** How many children of a call may run at once, 10 by default. 1 to 1000000. */
    int concurrency() default 10;

    /** How many elements a child is given, 1 by default; the last may get fewer. 1 to 1000000. */
    int batch() default 1;

    /** Whether a lazy stream keeps the input's order; true by default. All other results always do. */
    boolean ordered() default true;

    /** The names of the other branches; empty, the default, means that the elements of {@link Each} are spread. */
    String[] branches() default {};
}
