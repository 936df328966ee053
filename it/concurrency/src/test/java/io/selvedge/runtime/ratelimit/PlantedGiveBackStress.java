package io.selvedge.runtime.ratelimit;

import java.util.concurrent.atomic.AtomicLong;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.JJ_Result;

/** The twin of {@link GiveBackStress} with a bug: a slot is given back wherever it lies. */
@JCStressTest
@Outcome(id = "10, 20", expect = Expect.ACCEPTABLE, desc = "given back first, and taken again")
@Outcome(id = "20, 30", expect = Expect.ACCEPTABLE, desc = "too late: it is in the middle, and lost")
@Outcome(expect = Expect.FORBIDDEN, desc = "a slot for two, or one lost without need")
@State
public class PlantedGiveBackStress {
    private final AtomicLong next = new AtomicLong(20);

    @Actor
    public void giveBack() {
        next.getAndAdd(-10);
    }

    @Actor
    public void take(JJ_Result result) {
        result.r1 = next.getAndAdd(10);
    }

    @Arbiter
    public void takeNext(JJ_Result result) {
        result.r2 = next.getAndAdd(10);
    }
}
