package io.selvedge.guice.plain;

import io.selvedge.annotations.Bulkhead;
import io.selvedge.annotations.Key;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Not woven: one call for each user, blocking and asynchronous. */
public class Inbox {
    @Bulkhead(limit = 1)
    public String read(@Key String user, Runnable meanwhile) {
        meanwhile.run();
        return user;
    }

    @Bulkhead(limit = 1)
    public CompletionStage<String> write(@Key String user, CompletableFuture<String> text) {
        return text;
    }
}
