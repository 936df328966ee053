package io.selvedge.runtime.time;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** While the timer ceases to watch an alarm, its owner arms it: undated only if the timer looks at it soon. */
@JCStressTest
@Outcome(id = "1", expect = Expect.ACCEPTABLE, desc = "is dated, or will be soon")
@Outcome(expect = Expect.FORBIDDEN, desc = "is not armed, or will be dated late")
@State
public class UndatedLeaveStress {
    private final Brisk alarm = new Brisk();

    @Actor
    public void arms() {
        long unused = alarm.armFromNow();
    }

    @Actor
    public void leaves() {
        alarm.looks(Brisk.NEXT);
    }

    @Arbiter
    public void looksWhereItStands(I_Result result) {
        result.r1 = alarm.isLookedAtInTime() ? 1 : 0;
    }
}
