package io.selvedge.runtime.breaker;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** The twin of {@link HalfOpenStress} with a bug: a place is looked for in one step and taken in the next. */
@JCStressTest
@Outcome(
        id = {"1, 0", "0, 1"},
        expect = Expect.ACCEPTABLE,
        desc = "one of them tries")
@Outcome(expect = Expect.FORBIDDEN, desc = "both, or neither")
@State
public class PlantedHalfOpenStress {
    private volatile int taken;

    @Actor
    public void one(II_Result result) {
        result.r1 = enter();
    }

    @Actor
    public void other(II_Result result) {
        result.r2 = enter();
    }

    private int enter() {
        if (taken == 1) {
            return 0;
        }
        taken = 1;
        return 1;
    }
}
