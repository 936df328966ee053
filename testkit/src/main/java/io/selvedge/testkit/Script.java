package io.selvedge.testkit;

import io.selvedge.runtime.time.Alarm;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Carries out reactions, blocking or as stages, on the test's clock. Stateless. */
final class Script {
    private final Driven driven;

    Script(Driven driven) {
        this.driven = driven;
    }

    @Nullable Object run(Reaction reaction) throws Exception {
        takeTime(reaction);
        if (reaction.failure() != null) {
            throw Script.<RuntimeException>rethrow(reaction.failure());
        }
        return reaction.value();
    }

    private void takeTime(Reaction reaction) throws InterruptedException {
        VirtualTime time = driven.time();
        long until = time.nanos() + reaction.takes().toNanos();
        boolean interrupted = false;
        while (time.nanos() < until) {
            try {
                time.pause(until - time.nanos());
            } catch (InterruptedException e) {
                if (!reaction.stubborn()) {
                    throw e;
                }
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    CompletionStage<@Nullable Object> stage(Reaction reaction) {
        CompletableFuture<@Nullable Object> stage = reaction.stubborn() ? new Stubborn() : new CompletableFuture<>();
        if (reaction.takes().isZero() && driven.mode() == Driven.Mode.STAGE_AT_ONCE) {
            end(stage, reaction);
        } else {
            endLater(stage, reaction);
        }
        return stage;
    }

    private void endLater(CompletableFuture<@Nullable Object> stage, Reaction reaction) {
        Alarm alarm = new Alarm() {
            @Override
            protected void ring() {
                end(stage, reaction);
            }
        };
        driven.time().arm(alarm, driven.time().nanos() + reaction.takes().toNanos());
        var unused = stage.whenComplete((value, failure) -> driven.time().disarm(alarm));
    }

    private static void end(CompletableFuture<@Nullable Object> stage, Reaction reaction) {
        if (reaction.failure() == null) {
            stage.complete(reaction.value());
        } else {
            stage.completeExceptionally(reaction.failure());
        }
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> RuntimeException rethrow(Throwable thrown) throws T {
        throw (T) thrown;
    }

    /** Work that cannot be cancelled. */
    private static final class Stubborn extends CompletableFuture<@Nullable Object> {
        @Override
        public boolean cancel(boolean mayInterruptIfRunning) {
            return false;
        }
    }
}
