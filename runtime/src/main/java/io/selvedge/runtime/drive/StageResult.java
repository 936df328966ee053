package io.selvedge.runtime.drive;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** What the caller of a guarded asynchronous method holds; cancelling it cancels what is running, queued or pausing. */
final class StageResult extends CompletableFuture<@Nullable Object> {
    private final StageCall call;

    StageResult(StageCall call) {
        this.call = call;
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
        if (cancelled) {
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
