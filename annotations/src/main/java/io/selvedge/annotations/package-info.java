/**
 * The annotations that guard a method: write them on it, weave, and the method is guarded wherever it is called from.
 *
 * <pre>{@code @Fallback("cached") @Retry(maxRetries = 3) @CircuitBreaker @Timeout("500ms") @Bulkhead(limit = 10)
 * public Task find(long id) throws IOException { ... }
 * }</pre>
 *
 * <p>Each annotation's Javadoc is the manual of its policy. Rule ids in it, such as R4 or C7, number the rules that
 * tests and peers are held against; MicroProfile stands for MicroProfile Fault Tolerance 4.1. What a policy throws is
 * in {@link io.selvedge.failures}.
 *
 * <p><b>Where they may stand.</b> On a method of any visibility, static, final, in a class, record, enum or interface
 * (default methods), as long as it has a body. On a class: then they hold for every public instance method that is
 * declared in that class, a record's accessors among them whether written or not, except {@code toString},
 * {@code equals} and {@code hashCode}; static methods and those that are not public are guarded by annotations of their
 * own only. Or on an annotation of your own, which bundles them, also in two levels:
 *
 * <pre>{@code @Retry(maxRetries = 2) @Timeout("1s")
 *  @Retention(RetentionPolicy.RUNTIME) @Target({ElementType.METHOD, ElementType.TYPE})
 *  public @interface RemoteCall {}
 * }</pre>
 *
 * <p>Where several annotations of one kind meet, one of them counts, as a whole (K3): the method's own before one from
 * the method's bundles, before the class's own, before one from the class's bundles. None is inherited: a method that a
 * subclass does not override stays guarded as it was woven, one that it overrides is guarded by what the subclass says
 * (MicroProfile inherits class annotations; here what you read in a class is what guards it). An annotation on an
 * interface's abstract method does not reach the implementations.
 *
 * <p><b>Order.</b> Outermost first: {@link io.selvedge.annotations.Paginated},
 * {@link io.selvedge.annotations.FanOut}, {@link io.selvedge.annotations.Fallback},
 * {@link io.selvedge.annotations.SingleFlight}, {@link io.selvedge.annotations.Retry},
 * {@link io.selvedge.annotations.Hedge},
 * {@link io.selvedge.annotations.CircuitBreaker}, {@link io.selvedge.annotations.RateLimit},
 * {@link io.selvedge.annotations.Timeout}, {@link io.selvedge.annotations.Serialized},
 * {@link io.selvedge.annotations.Bulkhead}, the method (O1). Each attempt of a retry passes everything inside it anew.
 * {@link io.selvedge.annotations.PolicyOrder} rearranges them.
 *
 * <p><b>Blocking and asynchronous methods.</b> A method whose declared return type is
 * {@link java.util.concurrent.CompletionStage} or {@link java.util.concurrent.CompletableFuture} is asynchronous: the
 * call ends when the stage has completed, no thread ever waits for a policy, and every refusal arrives through the
 * returned stage, none is thrown (A2, A3). Every other method is blocking, one that returns a plain
 * {@link java.util.concurrent.Future} included: its call ends when it hands the future over. MicroProfile asks for an
 * {@code Asynchronous} annotation and refuses it on other types (A1); here the return type alone says it.
 *
 * <p>Cancelling the stage that was handed out ends the call at once, whatever it waits for, and cancels the method's own
 * stage. It interrupts no thread, as MicroProfile's futures do (A4): there is none that belongs to the call. The first
 * attempt starts on the caller's thread; what has waited goes on on the engine's executor, in the caller's context (A5).
 *
 * <p><b>Durations</b> are text, a whole number and a unit without a space: {@code "100ns"}, {@code "500us"},
 * {@code "250ms"}, {@code "2s"}, {@code "1m"}, {@code "1h"}, {@code "1d"}; or ISO-8601 such as {@code "PT2S"}. Empty
 * text means that the attribute is not set.
 *
 * <p><b>Failures named by class</b> match subclasses too. Inside a {@link java.util.concurrent.CompletionException} or
 * {@link java.util.concurrent.ExecutionException} it is the cause that is judged; what leaves is always what came.
 *
 * <p><b>Mistakes</b> are refused before the first call, all that are found at once, with a
 * {@link io.selvedge.failures.MisuseException} that tells for each the place, the value, the rule and the fix. What each
 * policy refuses is in its manual. All of them refuse:
 * <ul>
 *   <li>abstract and native methods, which have no body to weave;
 *   <li>{@code synchronized} methods: whoever waits for a policy would hold the monitor meanwhile;
 *   <li>methods that return another kind of {@code CompletionStage} than the two above, since callers get a stage of
 *       the engine's;
 *   <li>a class none of whose methods the annotation on it can reach;
 *   <li>bundles that are not kept at run time ({@link java.lang.annotation.RetentionPolicy#RUNTIME}), that are marked
 *       {@link java.lang.annotation.Inherited}, or that lie deeper than two levels;
 *   <li>two annotations of one kind of which neither comes before the other;
 *   <li>a policy that no room of the engine serves.
 * </ul>
 *
 * <p><b>Metrics</b> of every call, wait and refusal are listed in docs/metrics.md.
 */
@NullMarked
package io.selvedge.annotations;

import org.jspecify.annotations.NullMarked;
