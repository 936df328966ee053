package io.selvedge.it.concurrency.gates;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/** {@link NestedCallStress} with a bug. */
@JCStressTest
@Outcome(id = "was beside, 1, held by 2", expect = Expect.ACCEPTABLE, desc = "the lane passed on after both")
@Outcome(id = "came too late, 1, held by 2", expect = Expect.ACCEPTABLE, desc = "the lane had passed on")
@Outcome(expect = Expect.FORBIDDEN, desc = "two calls that do not belong together were in")
@State
public class PlantedNestedCallStress {
    private final NestedCall nested = new NestedCall(new PlantedLane(2));

    @Actor
    public void leave() {
        nested.leave();
    }

    @Actor
    public void enterBeside() {
        nested.enterBeside();
    }

    @Arbiter
    public void tell(L_Result story) {
        nested.tell(story);
    }
}
