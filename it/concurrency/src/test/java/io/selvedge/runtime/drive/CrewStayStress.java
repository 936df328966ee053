package io.selvedge.runtime.drive;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** Two workers find that the width has shrunk to one: exactly one of them leaves, or nobody would pull any more. */
@JCStressTest
@Outcome(
        id = {"1, 0", "0, 1"},
        expect = ACCEPTABLE,
        desc = "One stays.")
@Outcome(expect = FORBIDDEN, desc = "Both stay, or nobody does.")
@State
public class CrewStayStress {
    private final Crew crew = new Crew(2);

    @Actor
    public void first(II_Result result) {
        result.r1 = crew.stay(1) ? 1 : 0;
    }

    @Actor
    public void second(II_Result result) {
        result.r2 = crew.stay(1) ? 1 : 0;
    }
}
