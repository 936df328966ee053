package io.selvedge.runtime.time;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/** One who disarms an alarm just when another thread takes it to another stripe hits that alarm or none. */
@JCStressTest
@Outcome(id = "1, 0, 1", expect = Expect.ACCEPTABLE, desc = "disarmed before or after the move")
@Outcome(id = "0, 1, 1", expect = Expect.ACCEPTABLE, desc = "not found, so still armed")
@Outcome(expect = Expect.FORBIDDEN, desc = "both, neither, or another alarm hit")
@State
public class StripeMoveStress {
    private final Stripe[] stripes = {new Stripe(0), new Stripe(1)};
    private final Alarm alarm = new SilentAlarm();
    private final Alarm neighbour = new SilentAlarm();

    public StripeMoveStress() {
        stripes[0].add(alarm, 1);
        stripes[0].add(neighbour, 2);
    }

    @Actor
    public void disarms(III_Result result) {
        int number = alarm.stripe;
        // Time enough for the move.
        Thread.onSpinWait();
        result.r1 = stripes[number].remove(alarm) ? 1 : 0;
    }

    @Actor
    public void moves() {
        if (stripes[0].remove(alarm)) {
            stripes[1].add(alarm, 2);
        }
    }

    @Arbiter
    public void looks(III_Result result) {
        result.r2 = stripes[alarm.stripe].remove(alarm) ? 1 : 0;
        result.r3 = stripes[0].remove(neighbour) ? 1 : 0;
    }
}
