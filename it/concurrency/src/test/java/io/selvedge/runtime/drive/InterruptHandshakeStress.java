package io.selvedge.runtime.drive;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** T2: once a call has left its limit, that limit's interrupt can no longer come. */
@JCStressTest
@Outcome(id = "0", expect = ACCEPTABLE, desc = "No interrupt after the call.")
@Outcome(expect = FORBIDDEN, desc = "An interrupt hit what came after the call.")
@State
public class InterruptHandshakeStress {
    private final OneAlarm time = new OneAlarm();

    @Actor
    public void caller(I_Result result) {
        InterruptAlarm alarm = new InterruptAlarm(CallStack.here());
        alarm.start(time, 0, 0);
        time.work();
        if (alarm.stop(time)) {
            Thread.interrupted();
        }
        result.r1 = OneAlarm.strayInterrupt() ? 1 : 0;
    }

    @Actor
    public void timer() {
        time.ringSoon();
    }
}
