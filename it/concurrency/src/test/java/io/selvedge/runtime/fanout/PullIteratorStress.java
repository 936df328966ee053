package io.selvedge.runtime.fanout;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** Two workers pull from an iterator, which is read by one at a time: none is lost and none runs twice. */
@JCStressTest
@Outcome(
        id = {"7, 0", "0, 7", "1, 6", "6, 1", "2, 5", "5, 2", "3, 4", "4, 3"},
        expect = ACCEPTABLE,
        desc = "Each element once.")
@Outcome(expect = FORBIDDEN, desc = "One is lost, or runs twice.")
@State
public class PullIteratorStress {
    private final Source source = new Iterated(Three.given(), Three.ELEMENTS.iterator(), Slices.LIST, 1);

    @Actor
    public void worker(II_Result result) {
        result.r1 = Three.pull(source);
    }

    @Actor
    public void another(II_Result result) {
        result.r2 = Three.pull(source);
    }
}
