package io.selvedge.runtime.pages;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** The twin with the bug: whoever cancels looks whether the fetch is running, and then interrupts. */
@JCStressTest
@Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "The flag is down.")
@Outcome(expect = FORBIDDEN, desc = "A stray interrupt: after this fetch, or from one before.")
@State
public class PlantedFetchHereStress {
    private volatile Thread fetching;

    @Actor
    public void reader(II_Result result) {
        result.r2 = Thread.interrupted() ? 1 : 0;
        fetching = Thread.currentThread();
        AWhile.pass();
        fetching = null;
        Thread.interrupted();
        AWhile.pass();
        result.r1 = Thread.interrupted() ? 1 : 0;
    }

    @Actor
    public void closer() {
        Thread under = fetching;
        for (int looks = 0; under == null && looks < AWhile.LOOKS; looks++) {
            Thread.onSpinWait();
            under = fetching;
        }
        if (under != null) {
            AWhile.pass();
            under.interrupt();
        }
    }
}
