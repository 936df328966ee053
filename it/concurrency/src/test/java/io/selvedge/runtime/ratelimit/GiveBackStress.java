package io.selvedge.runtime.ratelimit;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.JJ_Result;

/** The last slot is given back while another one is taken: none is ever given to two. */
@JCStressTest
@Outcome(id = "10, 20", expect = Expect.ACCEPTABLE, desc = "given back first, and taken again")
@Outcome(id = "20, 30", expect = Expect.ACCEPTABLE, desc = "too late: it is in the middle, and lost")
@Outcome(expect = Expect.FORBIDDEN, desc = "a slot for two, or one lost without need")
@State
public class GiveBackStress {
    private final Line line = Line.real(1);

    public GiveBackStress() {
        line.take();
        line.take();
    }

    @Actor
    public void giveBack() {
        line.giveBack(10);
    }

    @Actor
    public void take(JJ_Result result) {
        result.r1 = line.take();
    }

    @Arbiter
    public void takeNext(JJ_Result result) {
        result.r2 = line.take();
    }
}
