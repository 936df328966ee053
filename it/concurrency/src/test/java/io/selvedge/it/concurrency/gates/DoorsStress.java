package io.selvedge.it.concurrency.gates;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LL_Result;

/** Room for one key, which has an idle one: a call with that key and a call with another do not both get in. */
@JCStressTest
@Outcome(id = "IN, TOO_MANY_KEYS", expect = Expect.ACCEPTABLE, desc = "the idle key went")
@Outcome(id = "TOO_MANY_KEYS, IN", expect = Expect.ACCEPTABLE, desc = "the idle key was in use again")
@Outcome(expect = Expect.FORBIDDEN, desc = "a key in use was dropped, or room is lost")
@State
public class DoorsStress {
    private final Desks desks = new KeyedDesks(1);

    public DoorsStress() {
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
