package io.selvedge.runtime.time;

import java.util.Arrays;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** A thread that plans to sleep beyond an alarm was woken for it: no wake-up is lost. */
@JCStressTest
@Outcome(id = "0, 1", expect = Expect.ACCEPTABLE, desc = "it planned for the alarm")
@Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "it planned beyond, and was woken")
@Outcome(expect = Expect.FORBIDDEN, desc = "it sleeps beyond the alarm")
@State
public class RingerParkStress {
    private static final long SOON = SystemTime.now() + 3_600_000_000_000L;

    /** The more, the longer a look takes, and so the more can happen during it. */
    private final Stripe[] stripes = new Stripe[8];

    private final SleepyThread thread = new SleepyThread();
    private final Ringer ringer = new Ringer(stripes, Long.MAX_VALUE / 2, ringer -> thread);

    public RingerParkStress() {
        Arrays.setAll(stripes, Stripe::new);
        // Makes the thread the ringer's.
        ringer.expect(Long.MAX_VALUE - 1);
    }

    @Actor
    public void arms() {
        AnyMoment.await();
        stripes[0].add(new SilentAlarm(), SOON);
        ringer.expect(SOON);
    }

    @Actor
    public void plans(II_Result result) {
        result.r1 = ringer.look() > SOON ? 1 : 0;
    }

    @Arbiter
    public void asks(II_Result result) {
        result.r2 = result.r1 == 0 || ringer.planned.get() <= SOON ? 1 : 0;
    }
}
