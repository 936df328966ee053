package io.selvedge.it.concurrency.gates;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/** {@link ClearStress} with a bug. */
@JCStressTest
@Outcome(id = "cleared 1, let in 0, refused 1, held 0", expect = Expect.ACCEPTABLE, desc = "cleared first")
@Outcome(id = "cleared 0, let in 1, refused 0, held 1", expect = Expect.ACCEPTABLE, desc = "left first")
@Outcome(expect = Expect.FORBIDDEN, desc = "told twice or never, or a permit is lost")
@State
public class PlantedClearStress {
    private final Clearing clearing = new Clearing(new PlantedPermits(1, 2));

    @Actor
    public void leave() {
        clearing.leave();
    }

    @Actor
    public void clear() {
        clearing.clear();
    }

    @Arbiter
    public void tell(L_Result story) {
        clearing.tell(story);
    }
}
