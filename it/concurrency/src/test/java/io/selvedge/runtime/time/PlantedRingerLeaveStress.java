package io.selvedge.runtime.time;

import java.util.concurrent.atomic.AtomicBoolean;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** The twin of {@link RingerLeaveStress} with a bug: it does not ask again whether somebody armed an alarm meanwhile. */
@JCStressTest
@Outcome(id = "0, 1", expect = Expect.ACCEPTABLE, desc = "it stayed")
@Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "it left, and another was started")
@Outcome(expect = Expect.FORBIDDEN, desc = "an alarm and no thread")
@State
public class PlantedRingerLeaveStress {
    private final Stripe stripe = new Stripe(0);
    private final AtomicBoolean thread = new AtomicBoolean(true);

    @Actor
    public void arms() {
        stripe.add(new SilentAlarm(), 1);
        thread.compareAndSet(false, true);
    }

    @Actor
    public void leaves(II_Result result) {
        if (stripe.earliest() == Long.MAX_VALUE) {
            // Time enough to arm an alarm.
            Thread.onSpinWait();
            thread.set(false);
            result.r1 = 1;
        }
    }

    @Arbiter
    public void asks(II_Result result) {
        result.r2 = thread.get() ? 1 : 0;
    }
}
