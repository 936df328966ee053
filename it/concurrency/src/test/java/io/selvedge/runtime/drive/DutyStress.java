package io.selvedge.runtime.drive;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** T2: once a worker has ended, the interrupt of those who call it off can no longer come. */
@JCStressTest
@Outcome(id = "0", expect = ACCEPTABLE, desc = "No interrupt after the work.")
@Outcome(expect = FORBIDDEN, desc = "An interrupt hit what the thread did next.")
@State
public class DutyStress {
    private final Duty duty = new Duty();
    private volatile boolean coming;

    @Actor
    public void worker(I_Result result) {
        if (duty.begin()) {
            OneAlarm.workUntil(() -> coming);
            duty.end(false);
        }
        result.r1 = OneAlarm.strayInterrupt() ? 1 : 0;
    }

    @Actor
    public void canceller() {
        coming = true;
        duty.callOff();
    }
}
