package io.selvedge.runtime.breaker;

import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/**
 * The twin of {@link CleanWindowStress} with a bug: that the window is clean is a mark of its own, which a good call sets
 * after it has found no failure, when there may be one by then.
 */
@JCStressTest
@Outcome(id = "1", expect = Expect.ACCEPTABLE, desc = "the bad one is seen")
@Outcome(expect = Expect.FORBIDDEN, desc = "the bad one is hidden")
@State
public class PlantedCleanWindowStress {
    private final AtomicInteger failures = new AtomicInteger();
    private volatile boolean clean;

    @Actor
    public void bad() {
        clean = false;
        failures.incrementAndGet();
    }

    @Actor
    public void good() {
        if (failures.get() == 0) {
            clean = true;
        }
    }

    @Arbiter
    public void counts(I_Result result) {
        result.r1 = clean ? 0 : failures.get();
    }
}
