package io.selvedge.it.behaviour;

import io.selvedge.runtime.time.Alarm;
import io.selvedge.testkit.Driven;
import io.selvedge.testkit.Ended;
import io.selvedge.testkit.Reaction;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Drives woven methods, which have a blocking and an asynchronous form. Used by the test's thread. */
final class Scripted {
    private final Driven driven;

    /** Serves these classes. */
    Scripted(Driven driven, Class<?>... types) {
        this.driven = driven;
        driven.engine().serve(types);
    }

    /** Makes the call in the form that is being tested, and brings it to its end. */
    Ended call(Callable<?> blocking, Callable<? extends CompletionStage<?>> stage) {
        long began = driven.time().nanos();
        try {
            Object value = driven.blocking() ? blocking.call() : awaited(stage.call());
            return new Ended(value, null, since(began));
        } catch (CompletionException wrapped) {
            return new Ended(null, wrapped.getCause() == null ? wrapped : wrapped.getCause(), since(began));
        } catch (Throwable thrown) {
            return new Ended(null, thrown, since(began));
        }
    }

    private Duration since(long began) {
        return Duration.ofNanos(driven.time().nanos() - began);
    }

    private @Nullable Object awaited(CompletionStage<?> stage) throws InterruptedException {
        CompletableFuture<?> end = stage.toCompletableFuture();
        driven.time().await(end::isDone, Long.MAX_VALUE);
        try {
            return end.join();
        } catch (CancellationException cancelled) {
            throw cancelled;
        }
    }

    /** The body of a blocking method. */
    @Nullable Object run(Reaction reaction) throws Exception {
        driven.time().pause(reaction.takes().toNanos());
        if (reaction.failure() != null) {
            throw Scripted.<Exception>sneaky(reaction.failure());
        }
        return reaction.value();
    }

    /** The body of an asynchronous method. */
    CompletionStage<@Nullable Object> stage(Reaction reaction) {
        CompletableFuture<@Nullable Object> stage = new CompletableFuture<>();
        if (reaction.takes().isZero() && driven.mode() == Driven.Mode.STAGE_AT_ONCE) {
            end(stage, reaction);
        } else {
            Alarm alarm = new Alarm() {
                @Override
                protected void ring() {
                    end(stage, reaction);
                }
            };
            driven.time().arm(alarm, driven.time().nanos() + reaction.takes().toNanos());
            stage.whenComplete((value, failure) -> driven.time().disarm(alarm));
        }
        return stage;
    }

    private static void end(CompletableFuture<@Nullable Object> stage, Reaction reaction) {
        if (reaction.failure() == null) {
            stage.complete(reaction.value());
        } else {
            stage.completeExceptionally(reaction.failure());
        }
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> T sneaky(Throwable thrown) throws T {
        throw (T) thrown;
    }
}
