package io.selvedge.runtime;

import io.selvedge.annotations.Join;
import io.selvedge.failures.CallInterruptedException;
import io.selvedge.failures.MisuseException;
import io.selvedge.runtime.compile.Brought;
import io.selvedge.runtime.compile.PlanCompiler;
import io.selvedge.runtime.drive.Body;
import io.selvedge.runtime.drive.Plan;
import io.selvedge.runtime.policy.Spreading;
import io.selvedge.values.Settled;
import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs lambdas for each of many elements, through the same pipeline as methods under {@code @FanOut}.
 *
 * <pre>{@code
 * @FanOut(concurrency = 10) @Retry @Timeout("1s")
 * @Retention(RUNTIME) @interface Remote {}
 *
 * FanGuard tasks = engine.fanOut("tasks", Remote.class);
 * List<Task> all = tasks.all(ids, service::load);                  // load takes a list, of any size
 *                  tasks.sequential().all(ids, service::load);
 *                  tasks.parallel().all(ids, service::load);
 *                  tasks.limited(5).all(ids, service::load);
 *                  tasks.batched(50).all(ids, service::load);
 * Task first     = tasks.any(List.of(cache, database), store -> store.find(id));
 * }</pre>
 *
 * <p>Joins, order, cancellation and empty input are as {@link io.selvedge.annotations.FanOut} tells. Elements come from
 * a collection or any other {@code Iterable}, which is then read on demand. Asynchronous lambdas come to the methods
 * whose names begin with {@code stage}; cancelling the answer cancels what is under way. An interrupt of the caller ends the
 * call, with an {@link InterruptedException} where {@code Exception} is declared, else with a
 * {@link CallInterruptedException} and the flag set.
 *
 * <p>Thread-safe and immutable. All of one name share the state of their policies.
 */
public final class FanGuard {
    private static final int ALL_AT_ONCE = 1_000_000;

    private final Plan blocking;
    private final Plan asynchronous;
    private final int concurrency;
    private final int batch;

    FanGuard(PlanCompiler compiler, String name, Class<? extends Annotation> bundle) {
        this(
                spreading(compiler.plan(name, bundle, false, Brought.ELEMENTS), bundle),
                compiler.plan(name, bundle, true, Brought.ELEMENTS),
                0,
                0);
    }

    private FanGuard(Plan blocking, Plan asynchronous, int concurrency, int batch) {
        this.blocking = blocking;
        this.asynchronous = asynchronous;
        this.concurrency = concurrency;
        this.batch = batch;
    }

    private static Plan spreading(Plan plan, Class<? extends Annotation> bundle) {
        if (!plan.spreads()) {
            throw new MisuseException(List.of(
                    "the lambda \"%s\"\n@%s carries no @FanOut, so nothing spreads the elements. Put @FanOut on it."
                            .formatted(plan.target().name(), bundle.getName())));
        }
        return plan;
    }

    /** What is done for a slice of the elements: a list of any size in, the results out. */
    @FunctionalInterface
    public interface Many<T extends @Nullable Object, R extends @Nullable Object> {
        R apply(List<T> slice) throws Exception;
    }

    /** What is done for one element. */
    @FunctionalInterface
    public interface One<T extends @Nullable Object, R extends @Nullable Object> {
        R apply(T element) throws Exception;
    }

    /** Does for a slice, one after another, what is to be done for each element. */
    @SuppressWarnings("NullAway") // a T is what the code takes, null or not
    public static <T extends @Nullable Object, R extends @Nullable Object> Many<T, List<R>> each(One<T, R> code) {
        return slice -> {
            List<R> results = new ArrayList<>(slice.size());
            for (T element : slice) {
                results.add(code.apply(element));
            }
            return results;
        };
    }

    /** The same, one slice after another. */
    public FanGuard sequential() {
        return limited(1);
    }

    /** The same, all slices at once. */
    public FanGuard parallel() {
        return limited(ALL_AT_ONCE);
    }

    /** The same, at most so many slices at once; what operators set does not change it. */
    public FanGuard limited(int atOnce) {
        return new FanGuard(blocking, asynchronous, inRange(atOnce), batch);
    }

    /** The same, in slices of so many elements. */
    public FanGuard batched(int elements) {
        return new FanGuard(blocking, asynchronous, concurrency, inRange(elements));
    }

    private static int inRange(int number) {
        if (number < 1 || number > ALL_AT_ONCE) {
            throw new IllegalArgumentException("must be 1 to " + ALL_AT_ONCE + ", and not " + number);
        }
        return number;
    }

    /**
     * The results of all, in order.
     *
     * @throws Exception the first failure, unchanged
     */
    public <T extends @Nullable Object, R extends @Nullable Object> List<R> all(
            Iterable<? extends T> elements, Many<T, ? extends Collection<? extends R>> code) throws Exception {
        return run(blocking, wish(elements, Join.ALL), args -> code.apply(slice(args)));
    }

    /** How each ended, in order: a slice that fails is a rejection of each of its elements. */
    public <T extends @Nullable Object, R extends @Nullable Object> List<Settled<R>> allSettled(
            Iterable<? extends T> elements, Many<T, ? extends Collection<? extends R>> code) {
        return runUnchecked(wish(elements, Join.ALL_SETTLED), args -> code.apply(slice(args)));
    }

    /**
     * The end of the first to end.
     *
     * @throws Exception its failure, unchanged
     */
    public <T extends @Nullable Object, R extends @Nullable Object> R race(
            Iterable<? extends T> elements, One<? super T, ? extends R> code) throws Exception {
        return run(
                blocking,
                wish(elements, Join.RACE),
                args -> code.apply(FanGuard.<T>slice(args).get(0)));
    }

    /**
     * The value of the first to succeed.
     *
     * @throws io.selvedge.failures.AllFailedException if none does
     */
    public <T extends @Nullable Object, R extends @Nullable Object> R any(
            Iterable<? extends T> elements, One<? super T, ? extends R> code) {
        return runUnchecked(
                wish(elements, Join.ANY),
                args -> code.apply(FanGuard.<T>slice(args).get(0)));
    }

    /** As {@link #all}, of stages. */
    public <T extends @Nullable Object, R extends @Nullable Object> CompletableFuture<List<R>> stageAll(
            Iterable<? extends T> elements,
            Many<T, ? extends CompletionStage<? extends Collection<? extends R>>> code) {
        return run(asynchronous, wish(elements, Join.ALL), args -> code.apply(slice(args)));
    }

    /** As {@link #allSettled}, of stages. */
    public <T extends @Nullable Object, R extends @Nullable Object> CompletableFuture<List<Settled<R>>> stageAllSettled(
            Iterable<? extends T> elements,
            Many<T, ? extends CompletionStage<? extends Collection<? extends R>>> code) {
        return run(asynchronous, wish(elements, Join.ALL_SETTLED), args -> code.apply(slice(args)));
    }

    /** As {@link #race}, of stages. */
    public <T extends @Nullable Object, R extends @Nullable Object> CompletableFuture<R> stageRace(
            Iterable<? extends T> elements, One<? super T, ? extends CompletionStage<? extends R>> code) {
        return run(
                asynchronous,
                wish(elements, Join.RACE),
                args -> code.apply(FanGuard.<T>slice(args).get(0)));
    }

    /** As {@link #any}, of stages. */
    public <T extends @Nullable Object, R extends @Nullable Object> CompletableFuture<R> stageAny(
            Iterable<? extends T> elements, One<? super T, ? extends CompletionStage<? extends R>> code) {
        return run(
                asynchronous,
                wish(elements, Join.ANY),
                args -> code.apply(FanGuard.<T>slice(args).get(0)));
    }

    private Spreading wish(Iterable<?> elements, Join join) {
        return new Spreading(elements, join, concurrency, batch);
    }

    @SuppressWarnings("unchecked") // the pipeline cuts slices of the elements
    private static <T extends @Nullable Object> List<T> slice(@Nullable Object[] arguments) {
        return (List<T>) Objects.requireNonNull(arguments[0]);
    }

    /** Where no checked exception is declared. */
    @SuppressWarnings("TypeParameterUnusedInFormals") // as in run
    private <R extends @Nullable Object> R runUnchecked(Spreading wish, Body code) {
        try {
            return declared(() -> run(blocking, wish, code));
        } catch (InterruptedException interrupt) {
            Thread.currentThread().interrupt();
            throw new CallInterruptedException(blocking.target().name(), "fan_out", interrupt);
        }
    }

    /** Says what the call may throw, so that it can be caught. */
    private static <R extends @Nullable Object> R declared(Supplier<R> call) throws InterruptedException {
        return call.get();
    }

    // The pipeline gives what the join makes of what the lambdas give.
    @SuppressWarnings({"unchecked", "NullAway", "TypeParameterUnusedInFormals"})
    private static <R extends @Nullable Object> R run(Plan plan, Spreading wish, Body code) {
        try {
            return (R) plan.run(null, new Object[] {wish}, code);
        } catch (Throwable thrown) {
            throw FanGuard.<RuntimeException>rethrow(thrown);
        }
    }

    @SuppressWarnings("unchecked")
    private static <X extends Throwable> RuntimeException rethrow(Throwable thrown) throws X {
        throw (X) thrown;
    }
}
