package io.selvedge.runtime.time;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/** An alarm whose entry may linger is disarmed or rings, never both and never neither; and no entry stays for good. */
@JCStressTest
@Outcome(id = "1, 0, 0", expect = Expect.ACCEPTABLE, desc = "disarmed")
@Outcome(id = "0, 1, 0", expect = Expect.ACCEPTABLE, desc = "rang")
@Outcome(expect = Expect.FORBIDDEN, desc = "both, neither, or an entry is left")
@State
public class LingeringDisarmStress {
    private final Habit alarm = new Habit(1, 1);

    public LingeringDisarmStress() {
        alarm.arm(1);
    }

    @Actor
    public void disarms(III_Result result) {
        result.r1 = alarm.rest() ? 1 : 0;
    }

    @Actor
    public void rings(III_Result result) {
        result.r2 = alarm.rings(1);
    }

    @Arbiter
    public void looksTwiceMore(III_Result result) {
        result.r2 += alarm.rings(1) + alarm.rings(Watch.LATER_NANOS);
        result.r3 = alarm.stripe().size();
    }
}
