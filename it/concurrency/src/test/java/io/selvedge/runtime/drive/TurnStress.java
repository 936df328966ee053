package io.selvedge.runtime.drive;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** A stage that ends while its starter turns its back: exactly one of the two goes on with the call. */
@JCStressTest
@Outcome(
        id = {"1, 0", "0, 1"},
        expect = ACCEPTABLE,
        desc = "One goes on.")
@Outcome(expect = FORBIDDEN, desc = "None goes on, or both do.")
@State
public class TurnStress {
    private final Turn turn = new Turn();

    @Actor
    public void starter(II_Result result) {
        result.r1 = turn.leave() ? 0 : 1;
    }

    @Actor
    public void ender(II_Result result) {
        result.r2 = turn.end() ? 1 : 0;
    }
}
