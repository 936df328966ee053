package io.selvedge.runtime.time;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** The twin of {@link LingeringMoveStress} with a bug: the owner looks where the entry stands before it arms the alarm. */
@JCStressTest
@Outcome(id = "1", expect = Expect.ACCEPTABLE, desc = "rang when it was to")
@Outcome(expect = Expect.FORBIDDEN, desc = "would have rung too late")
@State
public class PlantedLingeringMoveStress {
    private static final long LATER = 900_000_000;
    private static final long EARLIER = 50_000_000;

    private final Habit alarm = new Habit(1, 1);
    private long moved;

    public PlantedLingeringMoveStress() {
        alarm.arm(LATER);
    }

    @Actor
    public void armsForAnEarlierMoment() {
        alarm.rest();
        boolean tooLate = alarm.entryNanos() > EARLIER;
        alarm.resume(EARLIER);
        if (tooLate) {
            alarm.stripe().hasten(alarm, EARLIER);
        }
    }

    /** As the timer does, but for the second look at when it is to ring. */
    @Actor
    public void moves() {
        moved = alarm.look(1);
        if (moved > 1) {
            alarm.atNanos = moved;
        }
    }

    @Arbiter
    public void looksAtThatMoment(I_Result result) {
        result.r1 = moved == LingeringAlarm.OUT || alarm.rings(EARLIER) == 1 ? 1 : 0;
    }
}
