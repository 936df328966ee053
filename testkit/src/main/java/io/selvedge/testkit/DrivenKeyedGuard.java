package io.selvedge.testkit;

import io.selvedge.runtime.KeyedGuard;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A keyed guard whose calls are driven in the test's way. Used by the test's thread. */
public final class DrivenKeyedGuard {
    private final Driven driven;
    private final KeyedGuard guard;

    DrivenKeyedGuard(Driven driven, KeyedGuard guard) {
        this.driven = driven;
        this.guard = guard;
    }

    /** As {@link DrivenGuard#call}, with the state of that key. */
    public Ended call(@Nullable Object key, Work work) {
        return Running.complete(driven, calls(key), work);
    }

    /** As {@link DrivenGuard#start}, with the state of that key. */
    public Running start(@Nullable Object key, Work work) {
        return Running.start(driven, calls(key), work);
    }

    private Calls calls(@Nullable Object key) {
        return new Calls() {
            @Override
            public @Nullable Object call(Callable<@Nullable Object> code) throws Exception {
                return guard.call(key, code);
            }

            @Override
            public CompletableFuture<@Nullable Object> stage(Callable<CompletionStage<@Nullable Object>> code) {
                return guard.stage(key, code);
            }
        };
    }
}
