package io.selvedge.runtime.drive;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** The twin with the bug: looks how many there are, and leaves in a second step. */
@JCStressTest
@Outcome(
        id = {"1, 0", "0, 1"},
        expect = ACCEPTABLE,
        desc = "One stays.")
@Outcome(expect = FORBIDDEN, desc = "Both stay, or nobody does.")
@State
public class PlantedCrewStayStress {
    private final AtomicInteger atWork = new AtomicInteger(2);

    private int stay() {
        if (atWork.get() <= 1) {
            return 1;
        }
        atWork.decrementAndGet();
        return 0;
    }

    @Actor
    public void first(II_Result result) {
        result.r1 = stay();
    }

    @Actor
    public void second(II_Result result) {
        result.r2 = stay();
    }
}
