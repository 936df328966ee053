package io.selvedge.testkit;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** A call that has begun. Used by the test's thread. */
public final class Running {
    private static final long REAL_LIMIT_SECONDS = 30;

    private final Driven driven;
    private final long beganNanos;
    private final CompletableFuture<@Nullable Object> end;
    private final @Nullable Thread thread;
    private volatile long endedNanos;

    private Running(Driven driven, CompletableFuture<@Nullable Object> end, @Nullable Thread thread) {
        this.driven = driven;
        this.beganNanos = driven.time().nanos();
        this.end = end;
        this.thread = thread;
    }

    static Ended complete(Driven driven, Calls calls, Work work) {
        Script script = new Script(driven);
        long began = driven.time().nanos();
        if (driven.blocking()) {
            return callHere(driven, calls, script, work, began);
        }
        CompletableFuture<@Nullable Object> end = calls.stage(() -> script.stage(work.next()));
        try {
            driven.time().await(end::isDone, Long.MAX_VALUE);
        } catch (InterruptedException e) {
            throw new AssertionError("a call was waited for, and the test interrupted", e);
        }
        return ended(end, Duration.ofNanos(driven.time().nanos() - began));
    }

    private static Ended callHere(Driven driven, Calls calls, Script script, Work work, long began) {
        try {
            Object value = calls.call(() -> script.run(work.next()));
            return new Ended(value, null, Duration.ofNanos(driven.time().nanos() - began));
        } catch (Throwable thrown) {
            return new Ended(null, thrown, Duration.ofNanos(driven.time().nanos() - began));
        }
    }

    static Running start(Driven driven, Calls calls, Work work) {
        Running running = driven.blocking() ? onThread(driven, calls, work) : asStage(driven, calls, work);
        driven.track(running);
        return running;
    }

    private static Running asStage(Driven driven, Calls calls, Work work) {
        Script script = new Script(driven);
        return new Running(driven, calls.stage(() -> script.stage(work.next())), null).noting();
    }

    private static Running onThread(Driven driven, Calls calls, Work work) {
        Script script = new Script(driven);
        return onThread(driven, () -> calls.call(() -> script.run(work.next())));
    }

    @SuppressWarnings({"unchecked", "NullAway"}) // what asynchronous calls return
    static Running started(Driven driven, Callable<? extends @Nullable Object> code) {
        Running running;
        if (driven.blocking()) {
            running = onThread(driven, code);
        } else {
            running = new Running(driven, stage((Callable<CompletionStage<@Nullable Object>>) code), null).noting();
        }
        driven.track(running);
        return running;
    }

    private static CompletableFuture<@Nullable Object> stage(Callable<CompletionStage<@Nullable Object>> code) {
        try {
            return code.call().toCompletableFuture();
        } catch (Exception e) {
            throw new AssertionError("an asynchronous call throws nothing", e);
        }
    }

    private static Running onThread(Driven driven, Callable<? extends @Nullable Object> code) {
        CompletableFuture<@Nullable Object> call = new CompletableFuture<>();
        // Ended only when its moment has been noted: the test's thread moves the time on as soon as it has.
        CompletableFuture<@Nullable Object> noted = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> {
                    try {
                        call.complete(code.call());
                    } catch (Throwable thrown) {
                        call.completeExceptionally(thrown);
                    }
                },
                "call");
        thread.setDaemon(true);
        Running running = new Running(driven, noted, thread);
        var unused = call.whenComplete((value, failure) -> running.note(noted, value, failure));
        thread.start();
        return running;
    }

    private void note(CompletableFuture<@Nullable Object> noted, @Nullable Object value, @Nullable Throwable failure) {
        endedNanos = driven.time().nanos();
        if (failure == null) {
            noted.complete(value);
        } else {
            noted.completeExceptionally(failure);
        }
    }

    private Running noting() {
        var unused =
                end.whenComplete((value, failure) -> endedNanos = driven.time().nanos());
        return this;
    }

    public boolean isDone() {
        return end.isDone();
    }

    /** Whether a thread of its own is under way. */
    boolean inItsThread() {
        return thread != null && !end.isDone();
    }

    /** Does what a caller does who gives up: interrupts the calling thread, or cancels the future. */
    public void giveUp() {
        if (thread == null) {
            end.cancel(true);
        } else {
            thread.interrupt();
        }
        driven.settle();
    }

    void abandon() {
        if (thread != null && !end.isDone()) {
            thread.interrupt();
        }
    }

    /**
     * How the call ended.
     *
     * @throws AssertionError if it has not
     */
    public Ended ended() {
        if (thread != null) {
            join();
        }
        if (!end.isDone()) {
            throw new AssertionError("the call has not ended at "
                    + Duration.ofNanos(driven.time().nanos()));
        }
        return ended(end, Duration.ofNanos(endedNanos - beganNanos));
    }

    private void join() {
        try {
            end.get(REAL_LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | CancellationException e) {
            // It has ended; how is asked next.
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError("the call has not ended", e);
        }
    }

    private static Ended ended(CompletableFuture<@Nullable Object> end, Duration took) {
        try {
            return new Ended(end.getNow(null), null, took);
        } catch (CompletionException e) {
            return new Ended(null, e.getCause() == null ? e : e.getCause(), took);
        } catch (CancellationException e) {
            // Newer JDKs wrap the future's own in one that tells who asked.
            return new Ended(null, e.getCause() instanceof CancellationException own ? own : e, took);
        }
    }
}
