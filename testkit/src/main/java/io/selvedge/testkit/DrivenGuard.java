package io.selvedge.testkit;

import io.selvedge.runtime.Guard;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A guard whose calls are driven in the test's way. Used by the test's thread. */
public final class DrivenGuard {
    private final Driven driven;
    private final Guard guard;

    DrivenGuard(Driven driven, Guard guard) {
        this.driven = driven;
        this.guard = guard;
    }

    /** Makes a call and brings it to its end; the time moves on as far as that takes. */
    public Ended call(Work work) {
        return Running.complete(driven, calls(), work);
    }

    /** Begins a call and lets it go as far as it can without the time moving on. */
    public Running start(Work work) {
        return Running.start(driven, calls(), work);
    }

    private Calls calls() {
        return new Calls() {
            @Override
            public @Nullable Object call(Callable<@Nullable Object> code) throws Exception {
                return guard.call(code);
            }

            @Override
            public CompletableFuture<@Nullable Object> stage(Callable<CompletionStage<@Nullable Object>> code) {
                return guard.stage(code);
            }
        };
    }
}
