package io.selvedge.it.concurrency.gates;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/** A permit passes on, and is neither lost nor given twice. */
@JCStressTest
@Outcome(id = "let in WAITING 10", expect = Expect.ACCEPTABLE, desc = "left first")
@Outcome(id = "withdrew ENTERED 00", expect = Expect.ACCEPTABLE, desc = "left between")
@Outcome(id = "withdrew WAITING 01", expect = Expect.ACCEPTABLE, desc = "left last")
@Outcome(expect = Expect.FORBIDDEN, desc = "a permit is lost or given twice")
@State
public class PermitsStress {
    private final HandOver handOver = new HandOver(Place.permits(1, 2));

    @Actor
    public void leave() {
        handOver.leave();
    }

    @Actor
    public void comeAndGo() {
        handOver.comeAndGo();
    }

    @Arbiter
    public void tell(L_Result story) {
        handOver.tell(story);
    }
}
