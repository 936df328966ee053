package io.selvedge.runtime.singleflight;

import java.util.concurrent.CompletableFuture;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/** The only one aboard leaves while another boards: the run goes on for it, or is cancelled and not boarded. */
@JCStressTest
@Outcome(id = "aboard, cancelled 0", expect = Expect.ACCEPTABLE, desc = "boarded first")
@Outcome(id = "too late, cancelled 1", expect = Expect.ACCEPTABLE, desc = "left first")
@Outcome(expect = Expect.FORBIDDEN, desc = "aboard a cancelled run, or a run that nobody wants")
@State
public class LastOneOutStress {
    private final Shared shared = Shared.real();
    private CompletableFuture<Object> seat;

    @Actor
    public void leave() {
        shared.leave(shared.first());
    }

    @Actor
    public void board() {
        seat = shared.board();
    }

    @Arbiter
    public void tell(L_Result story) {
        story.r1 = (seat == null ? "too late" : "aboard") + ", cancelled " + shared.cancelled();
    }
}
