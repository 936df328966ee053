package io.selvedge.runtime.time;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** While the timer moves the entry to a later moment, its owner disarms the alarm and arms it for an earlier one. */
@JCStressTest
@Outcome(id = "1", expect = Expect.ACCEPTABLE, desc = "rang when it was to")
@Outcome(expect = Expect.FORBIDDEN, desc = "would have rung too late")
@State
public class LingeringMoveStress {
    /** So far apart that the timer does not look early. */
    private static final long LATER = 900_000_000;

    private static final long EARLIER = 50_000_000;

    private final Habit alarm = new Habit(1, 1);

    public LingeringMoveStress() {
        alarm.arm(LATER);
    }

    @Actor
    public void armsForAnEarlierMoment() {
        alarm.rest();
        alarm.arm(EARLIER);
    }

    @Actor
    public void moves(I_Result result) {
        result.r1 = alarm.rings(1);
    }

    @Arbiter
    public void looksAtThatMoment(I_Result result) {
        result.r1 += alarm.rings(EARLIER);
    }
}
