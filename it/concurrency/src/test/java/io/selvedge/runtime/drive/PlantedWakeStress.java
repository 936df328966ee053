package io.selvedge.runtime.drive;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/** The twin with the bug: flags that are not volatile, so that each side may look before what it has written is seen. */
@JCStressTest
@Outcome(
        id = {"true, false", "false, true", "true, true"},
        expect = ACCEPTABLE,
        desc = "It is told, or woken, or both.")
@Outcome(id = "false, false", expect = FORBIDDEN, desc = "It sleeps for ever.")
@State
public class PlantedWakeStress {
    private boolean told;
    private boolean asleep;

    @Actor
    public void sleeper(ZZ_Result result) {
        asleep = true;
        result.r1 = told;
    }

    @Actor
    public void teller(ZZ_Result result) {
        told = true;
        result.r2 = asleep;
    }
}
