package io.selvedge.runtime;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * A {@link Guard} whose policies keep one state per key, where they can: per user, per tenant, per host.
 *
 * <p>Thread-safe.
 */
public final class KeyedGuard {
    private final Guard guard;

    KeyedGuard(Guard guard) {
        this.guard = guard;
    }

    /**
     * As {@link Guard#call}, with the state of that key.
     *
     * @param key needs {@code equals} and {@code hashCode}; {@code null} is a key like any other
     */
    public <T extends @Nullable Object> T call(@Nullable Object key, Callable<T> code) throws Exception {
        return guard.call(code, new Object[] {key});
    }

    /** As {@link Guard#stage}, with the state of that key. */
    public <T extends @Nullable Object> CompletableFuture<T> stage(
            @Nullable Object key, Callable<? extends CompletionStage<T>> code) {
        return guard.stage(code, new Object[] {key});
    }
}
