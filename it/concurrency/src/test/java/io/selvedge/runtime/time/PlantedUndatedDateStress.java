package io.selvedge.runtime.time;

import java.util.concurrent.atomic.AtomicLongFieldUpdater;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** The twin of {@link UndatedDateStress} with a bug: the timer reads the clock before it sees what it dates. */
@JCStressTest
@Outcome(id = "1", expect = Expect.ACCEPTABLE, desc = "will ring in time")
@Outcome(expect = Expect.FORBIDDEN, desc = "will ring too early, or is not armed")
@State
public class PlantedUndatedDateStress {
    private static final AtomicLongFieldUpdater<LingeringAlarm> DUE =
            AtomicLongFieldUpdater.newUpdater(LingeringAlarm.class, "due");

    private final Brisk alarm = new Brisk();
    private long began;

    public PlantedUndatedDateStress() {
        alarm.resumeUndated();
    }

    @Actor
    public void goesOnToTheNextCall() {
        alarm.rest();
        began = alarm.armFromNow();
    }

    @Actor
    public void dates() {
        long now = SystemTime.now();
        AnyMoment.await();
        long seen = alarm.due;
        if (alarm.armed()) {
            DUE.compareAndSet(alarm, seen, now + Brisk.LENGTH);
        }
    }

    @Arbiter
    public void looksWhenItRings(I_Result result) {
        result.r1 = alarm.ringsInTime(began) ? 1 : 0;
    }
}
