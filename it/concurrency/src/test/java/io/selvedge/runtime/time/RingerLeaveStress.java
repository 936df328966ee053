package io.selvedge.runtime.time;

import java.util.Arrays;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** A thread that ends because nothing is armed leaves no alarm behind that nobody will ring. */
@JCStressTest
@Outcome(id = "0, 1", expect = Expect.ACCEPTABLE, desc = "it stayed")
@Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "it left, and another was started")
@Outcome(expect = Expect.FORBIDDEN, desc = "an alarm and no thread")
@State
public class RingerLeaveStress {
    private static final long SOON = SystemTime.now() + 3_600_000_000_000L;

    /** The more, the longer a look takes, and so the more can happen during it. */
    private final Stripe[] stripes = new Stripe[8];

    private final Ringer ringer = new Ringer(stripes, 0, ringer -> new SleepyThread());

    public RingerLeaveStress() {
        Arrays.setAll(stripes, Stripe::new);
        // Makes a thread the ringer's.
        ringer.expect(Long.MAX_VALUE - 1);
    }

    @Actor
    public void arms() {
        AnyMoment.await();
        stripes[0].add(new SilentAlarm(), SOON);
        ringer.expect(SOON);
    }

    @Actor
    public void leaves(II_Result result) {
        result.r1 = ringer.look() == Ringer.LEFT ? 1 : 0;
    }

    @Arbiter
    public void asks(II_Result result) {
        result.r2 = ringer.thread() == null ? 0 : 1;
    }
}
