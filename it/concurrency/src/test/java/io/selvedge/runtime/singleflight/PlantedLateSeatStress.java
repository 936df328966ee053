package io.selvedge.runtime.singleflight;

import java.util.concurrent.CompletableFuture;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/** The twin of {@link LateSeatStress} with a bug. */
@JCStressTest
@Outcome(id = "told 7", expect = Expect.ACCEPTABLE, desc = "boarded first")
@Outcome(id = "too late", expect = Expect.ACCEPTABLE, desc = "ended first")
@Outcome(expect = Expect.FORBIDDEN, desc = "aboard and never told")
@State
public class PlantedLateSeatStress {
    private final Shared shared = new PlantedShared();
    private CompletableFuture<Object> seat;

    @Actor
    public void end() {
        shared.end();
    }

    @Actor
    public void board() {
        seat = shared.board();
    }

    @Arbiter
    public void tell(L_Result story) {
        story.r1 = seat == null ? "too late" : "told " + seat.getNow(null);
    }
}
