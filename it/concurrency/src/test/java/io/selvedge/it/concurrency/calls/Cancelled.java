package io.selvedge.it.concurrency.calls;

import io.selvedge.annotations.Backoff;
import io.selvedge.annotations.FanOut;
import io.selvedge.annotations.Retry;
import io.selvedge.runtime.Engine;
import io.selvedge.runtime.EngineOptions;
import io.selvedge.runtime.FanGuard;
import io.selvedge.runtime.Guard;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;

/** A call that goes on from one stage to a second one when the first has ended, and may be cancelled meanwhile. */
final class Cancelled {
    @Retry(maxRetries = 1, backoff = @Backoff(initial = "0ms"))
    @Retention(RetentionPolicy.RUNTIME)
    @interface Retried {}

    @FanOut(concurrency = 1)
    @Retention(RetentionPolicy.RUNTIME)
    @interface Spread {}

    private static final Engine ENGINE = Engine.start(EngineOptions.standard().withExecutor(Runnable::run));
    private static final Guard RETRIED = ENGINE.guard("retried", Retried.class);
    private static final FanGuard SPREAD = ENGINE.fanOut("spread", Spread.class);

    private final CompletableFuture<List<Integer>> first = new CompletableFuture<>();
    private final CompletableFuture<List<Integer>> second = new CompletableFuture<>();
    private final AtomicInteger begun = new AtomicInteger();
    private final CompletableFuture<List<Integer>> call;

    private Cancelled(boolean retried) {
        call = retried ? RETRIED.stage(this::next) : SPREAD.<Integer, Integer>stageAll(List.of(1, 2), slice -> next());
    }

    /** Whose second attempt follows the first. */
    static Cancelled betweenAttempts() {
        return new Cancelled(true);
    }

    /** Whose second child follows the first. */
    static Cancelled betweenChildren() {
        return new Cancelled(false);
    }

    private CompletionStage<List<Integer>> next() {
        return begun.getAndIncrement() == 0 ? first : second;
    }

    void failFirst() {
        first.completeExceptionally(new IllegalStateException());
    }

    void endFirst() {
        first.complete(List.of(1));
    }

    void cancel() {
        call.cancel(true);
    }

    /** How many stages run on for nobody. */
    int left() {
        return begun.get() == 2 && !second.isCancelled() ? 1 : 0;
    }

    boolean over() {
        return call.isDone();
    }
}
