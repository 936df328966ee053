package io.selvedge.runtime.breaker;

import io.selvedge.it.concurrency.rooms.Question;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** A good and a bad call end in a window that is full and clean, where good ones need not be written down. */
@JCStressTest
@Outcome(id = "50, 0", expect = Expect.ACCEPTABLE, desc = "one of two is bad, and leaves again")
@Outcome(expect = Expect.FORBIDDEN, desc = "the bad one is hidden, or counted twice, or stays")
@State
public class CleanWindowStress {
    private static final Question CALL = new Question(0);

    private final CountWindow window = Settings.window(2);

    public CleanWindowStress() {
        window.record(CALL, false, false);
        window.record(CALL, false, false);
    }

    @Actor
    public void bad() {
        window.record(CALL, true, true);
    }

    @Actor
    public void good() {
        window.record(CALL, false, false);
    }

    @Arbiter
    public void counts(II_Result result) {
        result.r1 = (int) (100 * window.failureRate());
        window.record(CALL, false, false);
        window.record(CALL, false, false);
        result.r2 = window.isClean() ? 0 : 1;
    }
}
