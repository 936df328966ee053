package io.selvedge.runtime.drive;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.selvedge.runtime.time.Alarm;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** The twin with the bug: leaving does not wait for an alarm that is ringing. */
@JCStressTest
@Outcome(id = "0", expect = ACCEPTABLE, desc = "No interrupt after the call.")
@Outcome(expect = FORBIDDEN, desc = "An interrupt hit what came after the call.")
@State
public class PlantedInterruptHandshakeStress {
    private final OneAlarm time = new OneAlarm();

    @Actor
    public void caller(I_Result result) {
        Thread thread = Thread.currentThread();
        Alarm alarm = new Alarm() {
            @Override
            protected void ring() {
                thread.interrupt();
            }
        };
        time.arm(alarm, 0);
        time.work();
        if (!time.disarm(alarm)) {
            Thread.interrupted();
        }
        result.r1 = OneAlarm.strayInterrupt() ? 1 : 0;
    }

    @Actor
    public void timer() {
        time.ringSoon();
    }
}
