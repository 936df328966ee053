package io.selvedge.runtime.drive;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** What the caller of a guarded asynchronous method holds; cancelling it cancels what is running, queued or pausing. */
final class StageResult extends CompletableFuture<@Nullable Object> {
    /** What goes on, if anything does. */
    private final @Nullable StageCall call;

    StageResult(@Nullable StageCall call) {
        this.call = call;
    }

    /** Of a call that has ended before its caller got anything. */
    static StageResult of(@Nullable Object value, @Nullable Throwable failure) {
        StageResult done = new StageResult(null);
        done.take(value, failure);
        return done;
    }

    /** The call has ended. */
    void take(@Nullable Object value, @Nullable Throwable failure) {
        if (failure == null) {
            complete(value);
        } else {
            completeExceptionally(failure);
        }
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        boolean cancelled = super.cancel(mayInterruptIfRunning);
        if (cancelled && call != null) {
            call.cancel();
        }
        return cancelled;
    }

    /** Futures derived from this one belong to whoever derives them. */
    @Override
    public <U> CompletableFuture<U> newIncompleteFuture() {
        return new CompletableFuture<>();
    }
}
