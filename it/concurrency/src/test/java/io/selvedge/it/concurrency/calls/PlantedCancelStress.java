package io.selvedge.it.concurrency.calls;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.util.concurrent.CompletableFuture;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** The twin with the bug: looks whether it is cancelled before it says what is to be cancelled, and not after. */
@JCStressTest
@Outcome(id = "0", expect = ACCEPTABLE, desc = "Nothing runs on.")
@Outcome(expect = FORBIDDEN, desc = "What nobody waits for runs on.")
@State
public class PlantedCancelStress {
    private final CompletableFuture<Object> second = new CompletableFuture<>();
    private volatile boolean cancelled;
    private volatile Runnable undo = () -> {};
    private volatile boolean begun;

    @Actor
    public void goesOn() {
        if (!cancelled) {
            begun = true;
            undo = () -> second.cancel(true);
        }
    }

    @Actor
    public void canceller() {
        cancelled = true;
        undo.run();
    }

    @Arbiter
    public void rest(I_Result result) {
        result.r1 = begun && !second.isCancelled() ? 1 : 0;
    }
}
