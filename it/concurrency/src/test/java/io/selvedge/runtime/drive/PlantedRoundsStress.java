package io.selvedge.runtime.drive;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** The twin with the bug: who finds another going through trusts that one to see everything. */
@JCStressTest
@Outcome(id = "2", expect = ACCEPTABLE, desc = "The last round has seen both.")
@Outcome(expect = FORBIDDEN, desc = "One was asked for and overlooked, or two went through at once.")
@State
public class PlantedRoundsStress {
    private final AtomicBoolean underWay = new AtomicBoolean();
    private final AtomicInteger ends = new AtomicInteger();
    private int seen;

    private void end() {
        ends.incrementAndGet();
        if (underWay.compareAndSet(false, true)) {
            seen = ends.get();
            underWay.set(false);
        }
    }

    @Actor
    public void first() {
        end();
    }

    @Actor
    public void second() {
        end();
    }

    @Arbiter
    public void look(I_Result result) {
        result.r1 = seen;
    }
}
