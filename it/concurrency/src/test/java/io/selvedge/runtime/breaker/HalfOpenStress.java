package io.selvedge.runtime.breaker;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** Two calls meet a circuit whose open time is over, and which has room for one trial (C4). */
@JCStressTest
@Outcome(
        id = {"1, 0", "0, 1"},
        expect = Expect.ACCEPTABLE,
        desc = "one of them tries")
@Outcome(expect = Expect.FORBIDDEN, desc = "both, or neither")
@State
public class HalfOpenStress {
    private final Circuit circuit = Settings.halfOpen(2, 1);

    @Actor
    public void one(II_Result result) {
        result.r1 = Settings.enter(circuit) == null ? 0 : 1;
    }

    @Actor
    public void other(II_Result result) {
        result.r2 = Settings.enter(circuit) == null ? 0 : 1;
    }
}
