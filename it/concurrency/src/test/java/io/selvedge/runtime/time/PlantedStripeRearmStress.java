package io.selvedge.runtime.time;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** The twin of {@link StripeRearmStress} with a bug: it arms anew without asking whether the alarm was disarmed. */
@JCStressTest
@Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "disarmed, armed again, rang")
@Outcome(expect = Expect.FORBIDDEN, desc = "rang twice")
@State
public class PlantedStripeRearmStress {
    private final Stripe stripe = new Stripe(0);
    private final Alarm alarm = new SilentAlarm();

    public PlantedStripeRearmStress() {
        stripe.add(alarm, 1);
    }

    @Actor
    public void armsAnew(II_Result result) {
        stripe.remove(alarm);
        stripe.add(alarm, 2);
        result.r1 = 1;
    }

    @Actor
    public void rings(II_Result result) {
        result.r2 = stripe.pollDue(2) == null ? 0 : 1;
    }

    @Arbiter
    public void ringsTheRest(II_Result result) {
        result.r2 += stripe.pollDue(2) == null ? 0 : 1;
    }
}
