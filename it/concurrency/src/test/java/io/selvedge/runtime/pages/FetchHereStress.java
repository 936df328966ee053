package io.selvedge.runtime.pages;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** A fetch on its reader's thread is cancelled as it ends: no interrupt of ours is left on the thread, nor comes later. */
@JCStressTest
@Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "The flag is down.")
@Outcome(expect = FORBIDDEN, desc = "A stray interrupt: after this fetch, or from one before.")
@State
public class FetchHereStress {
    private volatile FetchHere fetch;

    @Actor
    public void reader(II_Result result) {
        result.r2 = Thread.interrupted() ? 1 : 0;
        FetchHere here = new FetchHere();
        fetch = here;
        AWhile.pass();
        here.ended(null);
        result.r1 = Thread.interrupted() ? 1 : 0;
    }

    @Actor
    public void closer() {
        FetchHere under = fetch;
        for (int looks = 0; under == null && looks < AWhile.LOOKS; looks++) {
            Thread.onSpinWait();
            under = fetch;
        }
        if (under != null) {
            under.cancel();
        }
    }
}
