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
        if (!alarm.resumeUndated()) {
            alarm.resume(Brisk.LENGTH);
        }
    }

    @Actor
    public void leaves() {
        if (alarm.isWatched()) {
            alarm.stand(Brisk.NEXT + LingeringAlarm.SOON_NANOS);
        }
    }

    @Arbiter
    public void looksWhereItStands(I_Result result) {
        boolean undated = alarm.due < 0;
        result.r1 = alarm.armed() && (!undated || alarm.entryNanos() <= Brisk.NEXT) ? 1 : 0;
    }
}
