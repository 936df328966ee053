package io.selvedge.runtime.time;

import java.util.concurrent.atomic.AtomicLong;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** The twin of {@link RingerParkStress} with a bug: it does not look again after it has told its plan. */
@JCStressTest
@Outcome(id = "0, 1", expect = Expect.ACCEPTABLE, desc = "it planned for the alarm")
@Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "it planned beyond, and was woken")
@Outcome(expect = Expect.FORBIDDEN, desc = "it sleeps beyond the alarm")
@State
public class PlantedRingerParkStress {
    private final Stripe stripe = new Stripe(0);
    private final AtomicLong planned = new AtomicLong(Long.MAX_VALUE);

    @Actor
    public void arms() {
        stripe.add(new SilentAlarm(), 1);
        long plan = planned.get();
        while (1 < plan && !planned.compareAndSet(plan, 1)) {
            plan = planned.get();
        }
    }

    @Actor
    public void plans(II_Result result) {
        planned.set(Long.MIN_VALUE);
        long plan = stripe.earliest();
        // Time enough to arm an alarm.
        Thread.onSpinWait();
        planned.set(plan);
        result.r1 = plan > 1 ? 1 : 0;
    }

    @Arbiter
    public void asks(II_Result result) {
        result.r2 = result.r1 == 0 || planned.get() <= 1 ? 1 : 0;
    }
}
