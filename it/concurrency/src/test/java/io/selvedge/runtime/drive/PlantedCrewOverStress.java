package io.selvedge.runtime.drive;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** The twin with the bug: looks whether others are at work before it leaves itself. */
@JCStressTest
@Outcome(
        id = {"1, 0", "0, 1", "1, 1"},
        expect = ACCEPTABLE,
        desc = "Who was last knows.")
@Outcome(expect = FORBIDDEN, desc = "The caller waits for ever.")
@State
public class PlantedCrewOverStress {
    private final AtomicInteger atWork = new AtomicInteger(2);
    private volatile boolean closed;

    private int leave() {
        boolean last = closed && atWork.get() == 1;
        atWork.decrementAndGet();
        return last ? 1 : 0;
    }

    @Actor
    public void findsNone(II_Result result) {
        closed = true;
        result.r1 = leave();
    }

    @Actor
    public void endsTheLastChild(II_Result result) {
        result.r2 = leave();
    }
}
