package io.selvedge.runtime;

import io.selvedge.runtime.compile.Brought;
import io.selvedge.runtime.compile.PlanCompiler;
import io.selvedge.runtime.drive.Body;
import io.selvedge.runtime.drive.Plan;
import java.lang.annotation.Annotation;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Runs lambdas through the same pipeline as methods.
 *
 * <p>The policies, with all their defaults, come from an annotation type:
 *
 * <pre>{@code
 * @Retry(maxRetries = 5) @Timeout("1s")
 * @Retention(RUNTIME) @interface Flaky {}
 *
 * Guard partner = engine.guard("partner-api", Flaky.class);
 * Rate rate = partner.call(() -> client.fetchRate());
 * CompletableFuture<Rate> later = partner.stage(() -> client.fetchRateAsync());
 * }</pre>
 *
 * Thread-safe. Blocking calls and stages share one state.
 */
public final class Guard {
    private final Plan blocking;
    private final Plan asynchronous;

    Guard(PlanCompiler compiler, String name, Class<? extends Annotation> bundle, Brought brought) {
        this.blocking = compiler.plan(name, bundle, false, brought);
        this.asynchronous = compiler.plan(name, bundle, true, brought);
    }

    /**
     * Calls the lambda, as often as the policies ask.
     *
     * @throws Exception what the lambda threw, unchanged, or the refusal of a policy
     */
    public <T extends @Nullable Object> T call(Callable<T> code) throws Exception {
        return call(code, new Object[0]);
    }

    /** Runs the lambda, as often as the policies ask. */
    public void run(Runnable code) {
        try {
            call(() -> {
                code.run();
                return null;
            });
        } catch (Exception thrown) {
            throw Guard.<RuntimeException>rethrow(thrown);
        }
    }

    /**
     * Asks the lambda for stages, as often as the policies ask. Everything that goes wrong arrives through the answer,
     * and cancelling the answer cancels what is under way.
     */
    public <T extends @Nullable Object> CompletableFuture<T> stage(Callable<? extends CompletionStage<T>> code) {
        return stage(code, new Object[0]);
    }

    @SuppressWarnings({"unchecked", "NullAway"}) // the pipeline gives what the lambda gives
    <T extends @Nullable Object> T call(Callable<T> code, @Nullable Object[] key) throws Exception {
        return (T) run(blocking, key, arguments -> code.call());
    }

    @SuppressWarnings({"unchecked", "NullAway"}) // as above; a stage is never null
    <T extends @Nullable Object> CompletableFuture<T> stage(
            Callable<? extends CompletionStage<T>> code, @Nullable Object[] key) {
        return (CompletableFuture<T>) run(asynchronous, key, arguments -> code.call());
    }

    private static @Nullable Object run(Plan plan, @Nullable Object[] key, Body code) {
        try {
            return plan.run(null, key, code);
        } catch (Throwable thrown) {
            throw Guard.<RuntimeException>rethrow(thrown);
        }
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> RuntimeException rethrow(Throwable thrown) throws T {
        throw (T) thrown;
    }
}
