package io.selvedge.runtime.drive;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** The twin with the bug: the end does not wait for an interrupt that is being sent. */
@JCStressTest
@Outcome(id = "0", expect = ACCEPTABLE, desc = "No interrupt after the work.")
@Outcome(expect = FORBIDDEN, desc = "An interrupt hit what the thread did next.")
@State
public class PlantedDutyStress {
    private volatile Thread thread;
    private volatile boolean ended;
    private volatile boolean coming;

    @Actor
    public void worker(I_Result result) {
        thread = Thread.currentThread();
        OneAlarm.workUntil(() -> coming);
        ended = true;
        Thread.interrupted();
        result.r1 = OneAlarm.strayInterrupt() ? 1 : 0;
    }

    @Actor
    public void canceller() {
        coming = true;
        Thread running = thread;
        if (running != null && !ended) {
            running.interrupt();
        }
    }
}
