package io.selvedge.runtime.time;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** While the timer dates an alarm, its owner disarms it and arms it for the next call, whose limit is no shorter for that. */
@JCStressTest
@Outcome(id = "1", expect = Expect.ACCEPTABLE, desc = "will ring in time")
@Outcome(expect = Expect.FORBIDDEN, desc = "will ring too early, or is not armed")
@State
public class UndatedDateStress {
    private final Brisk alarm = new Brisk();
    private long began;

    public UndatedDateStress() {
        alarm.resumeUndated();
    }

    @Actor
    public void goesOnToTheNextCall() {
        alarm.rest();
        began = alarm.armFromNow();
    }

    @Actor
    public void dates() {
        alarm.looks(Brisk.NEXT);
    }

    @Arbiter
    public void looksWhenItRings(I_Result result) {
        result.r1 = alarm.ringsInTime(began) ? 1 : 0;
    }
}
