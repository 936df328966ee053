package io.selvedge.testkit;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The two forms of a guarded call; a key, if there is one, is bound. */
interface Calls {
    @Nullable Object call(Callable<@Nullable Object> code) throws Exception;

    CompletableFuture<@Nullable Object> stage(Callable<CompletionStage<@Nullable Object>> code);
}
