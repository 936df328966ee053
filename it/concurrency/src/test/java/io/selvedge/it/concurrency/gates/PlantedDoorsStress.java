package io.selvedge.it.concurrency.gates;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LL_Result;

/** {@link DoorsStress} with a bug. */
@JCStressTest
@Outcome(id = "IN, TOO_MANY_KEYS", expect = Expect.ACCEPTABLE, desc = "the idle key went")
@Outcome(id = "TOO_MANY_KEYS, IN", expect = Expect.ACCEPTABLE, desc = "the idle key was in use again")
@Outcome(expect = Expect.FORBIDDEN, desc = "a key in use was dropped, or room is lost")
@State
public class PlantedDoorsStress {
    private final Desks desks = new PlantedDesks(1);

    public PlantedDoorsStress() {
        desks.enter(1);
        desks.leave(1);
    }

    @Actor
    public void another(LL_Result met) {
        met.r1 = desks.enter(2);
    }

    @Actor
    public void same(LL_Result met) {
        met.r2 = desks.enter(1);
    }
}
