package io.selvedge.runtime.time;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** An alarm that is armed again as soon as it was disarmed rings exactly once, whoever comes in between. */
@JCStressTest
@Outcome(id = "0, 1", expect = Expect.ACCEPTABLE, desc = "rang before it could be disarmed")
@Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "disarmed, armed again, rang")
@Outcome(expect = Expect.FORBIDDEN, desc = "lost, or rang twice")
@State
public class StripeRearmStress {
    private final Stripe stripe = new Stripe(0);
    private final Alarm alarm = new SilentAlarm();

    public StripeRearmStress() {
        stripe.add(alarm, 1);
    }

    @Actor
    public void armsAnew(II_Result result) {
        if (stripe.remove(alarm)) {
            stripe.add(alarm, 2);
            result.r1 = 1;
        }
    }

    @Actor
    public void rings(II_Result result) {
        result.r2 = (stripe.pollDue(2) == null ? 0 : 1) + (stripe.pollDue(2) == null ? 0 : 1);
    }

    @Arbiter
    public void ringsTheRest(II_Result result) {
        result.r2 += stripe.pollDue(2) == null ? 0 : 1;
    }
}
