package io.selvedge.runtime.time;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** The twin of {@link UndatedLeaveStress} with a bug: the timer goes without telling the owner in the same step. */
@JCStressTest
@Outcome(id = "1", expect = Expect.ACCEPTABLE, desc = "is dated, or will be soon")
@Outcome(expect = Expect.FORBIDDEN, desc = "is not armed, or will be dated late")
@State
public class PlantedUndatedLeaveStress {
    private final Brisk alarm = new Brisk();

    @Actor
    public void arms() {
        long unused = alarm.armFromNow();
    }

    @Actor
    public void leaves() {
        if (alarm.isWatched()) {
            alarm.stand(Brisk.NEXT + Watch.SOON_NANOS);
        }
    }

    @Arbiter
    public void looksWhereItStands(I_Result result) {
        result.r1 = alarm.isLookedAtInTime() ? 1 : 0;
    }
}
