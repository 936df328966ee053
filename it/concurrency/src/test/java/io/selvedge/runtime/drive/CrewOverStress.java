package io.selvedge.runtime.drive;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** One worker finds the last child, the other none, and both leave: somebody sees that it is over and tells the caller. */
@JCStressTest
@Outcome(
        id = {"1, 0", "0, 1", "1, 1"},
        expect = ACCEPTABLE,
        desc = "Who was last knows.")
@Outcome(expect = FORBIDDEN, desc = "The caller waits for ever.")
@State
public class CrewOverStress {
    private final Crew crew = new Crew(2);

    @Actor
    public void findsNone(II_Result result) {
        crew.close();
        crew.leave();
        result.r1 = crew.over() ? 1 : 0;
    }

    @Actor
    public void endsTheLastChild(II_Result result) {
        crew.leave();
        result.r2 = crew.over() ? 1 : 0;
    }
}
