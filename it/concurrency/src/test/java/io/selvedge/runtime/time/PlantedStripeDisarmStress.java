package io.selvedge.runtime.time;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** The twin of {@link StripeDisarmStress} with a bug: whether the alarm is armed is decided before the lock is taken. */
@JCStressTest
@Outcome(id = "1, 0", expect = Expect.ACCEPTABLE, desc = "disarmed")
@Outcome(id = "0, 1", expect = Expect.ACCEPTABLE, desc = "rang")
@Outcome(expect = Expect.FORBIDDEN, desc = "both or neither")
@State
public class PlantedStripeDisarmStress {
    private final Stripe stripe = new Stripe(0);
    private final Alarm alarm = new SilentAlarm();

    public PlantedStripeDisarmStress() {
        stripe.add(alarm, 1);
    }

    @Actor
    public void disarms(II_Result result) {
        boolean armed = alarm.index >= 0;
        stripe.remove(alarm);
        result.r1 = armed ? 1 : 0;
    }

    @Actor
    public void rings(II_Result result) {
        result.r2 = stripe.pollDue(1) == alarm ? 1 : 0;
    }
}
