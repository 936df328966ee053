package io.selvedge.runtime.time;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/** An alarm is disarmed or rings, never both and never neither. */
@JCStressTest
@Outcome(id = "1, 0, 1", expect = Expect.ACCEPTABLE, desc = "disarmed")
@Outcome(id = "0, 1, 1", expect = Expect.ACCEPTABLE, desc = "rang")
@Outcome(expect = Expect.FORBIDDEN, desc = "both, neither, or another alarm lost")
@State
public class StripeDisarmStress {
    private final Stripe stripe = new Stripe(0);
    private final Alarm alarm = new SilentAlarm();

    public StripeDisarmStress() {
        stripe.add(new SilentAlarm(), 2);
        stripe.add(alarm, 1);
    }

    @Actor
    public void disarms(III_Result result) {
        result.r1 = stripe.remove(alarm) ? 1 : 0;
    }

    @Actor
    public void rings(III_Result result) {
        result.r2 = stripe.pollDue(1) == alarm ? 1 : 0;
    }

    @Arbiter
    public void counts(III_Result result) {
        result.r3 = stripe.size();
    }
}
