package io.selvedge.samples.tasks.story;

import io.selvedge.samples.tasks.story.Outcomes.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Callers, in the ways in which they come: all at once, one after the other at a pace, or without threads. */
final class Crowd {
    private static final Executor THREAD_PER_CALLER = caller -> {
        Thread thread = new Thread(caller, "caller");
        thread.setDaemon(true);
        thread.start();
    };

    private Crowd() {}

    /** Something to call. */
    interface Action {
        /**
         * Makes a call.
         *
         * @param number counts the calls from 0
         */
        void call(int number) throws Exception;
    }

    /** So many callers that begin in the same moment and share the calls, each making one after the other. */
    static Outcomes together(int callers, int calls, Action action) {
        CountDownLatch ready = new CountDownLatch(callers);
        return gathered(IntStream.range(0, callers)
                .mapToObj(caller -> CompletableFuture.supplyAsync(
                        () -> {
                            meet(ready);
                            return inTurn(caller, callers, calls, action);
                        },
                        THREAD_PER_CALLER))
                .toList());
    }

    /** A call each so often, whatever became of those before it, as users do. */
    static Outcomes paced(int calls, Duration gap, Action action) throws InterruptedException {
        long began = System.nanoTime();
        List<CompletableFuture<List<Outcome>>> callers = new ArrayList<>();
        for (int i = 0; i < calls; i++) {
            TimeUnit.NANOSECONDS.sleep(began + i * gap.toNanos() - System.nanoTime());
            int number = i;
            callers.add(CompletableFuture.supplyAsync(() -> List.of(outcome(number, action)), THREAD_PER_CALLER));
        }
        return gathered(callers);
    }

    /** All calls at once, on no thread but the one that starts them. */
    static Outcomes asStages(int calls, IntFunction<CompletionStage<?>> action) {
        return gathered(IntStream.range(0, calls)
                .mapToObj(i -> staged(() -> action.apply(i)))
                .toList());
    }

    private static CompletableFuture<List<Outcome>> staged(Supplier<CompletionStage<?>> action) {
        long began = System.nanoTime();
        return action.get()
                .handle((value, failure) -> List.of(new Outcome(System.nanoTime() - began, bare(failure))))
                .toCompletableFuture();
    }

    private static List<Outcome> inTurn(int first, int step, int calls, Action action) {
        List<Outcome> outcomes = new ArrayList<>();
        for (int i = first; i < calls; i += step) {
            outcomes.add(outcome(i, action));
        }
        return outcomes;
    }

    private static Outcome outcome(int number, Action action) {
        long began = System.nanoTime();
        try {
            action.call(number);
            return new Outcome(System.nanoTime() - began, null);
        } catch (Exception e) {
            return new Outcome(System.nanoTime() - began, e);
        }
    }

    private static Outcomes gathered(List<CompletableFuture<List<Outcome>>> callers) {
        return new Outcomes(callers.stream()
                .flatMap(caller -> caller.orTimeout(1, TimeUnit.MINUTES).join().stream())
                .toList());
    }

    private static void meet(CountDownLatch ready) {
        ready.countDown();
        try {
            ready.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException("Nobody interrupts a crowd.", e);
        }
    }

    private static @Nullable Throwable bare(@Nullable Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }
}
