package io.selvedge.runtime.time;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** An alarm that is armed while the timer takes its resting entry out rings, and once. */
@JCStressTest
@Outcome(id = "1", expect = Expect.ACCEPTABLE, desc = "rang")
@Outcome(expect = Expect.FORBIDDEN, desc = "lost, or rang twice")
@State
public class LingeringArmStress {
    private final Habit alarm = new Habit(1, 1);

    @Actor
    public void arms() {
        alarm.arm(2);
    }

    @Actor
    public void looks(I_Result result) {
        result.r1 = alarm.rings(1);
    }

    @Arbiter
    public void ringsTheRest(I_Result result) {
        result.r1 += alarm.rings(2);
    }
}
