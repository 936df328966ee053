package io.selvedge.runtime.drive;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** The twin with the bug: each side looks at the other's flag before it sets its own. */
@JCStressTest
@Outcome(
        id = {"1, 0", "0, 1"},
        expect = ACCEPTABLE,
        desc = "One goes on.")
@Outcome(expect = FORBIDDEN, desc = "None goes on, or both do.")
@State
public class PlantedTurnStress {
    private volatile boolean left;
    private volatile boolean ended;

    @Actor
    public void starter(II_Result result) {
        result.r1 = ended ? 1 : 0;
        left = true;
    }

    @Actor
    public void ender(II_Result result) {
        result.r2 = left ? 1 : 0;
        ended = true;
    }
}
