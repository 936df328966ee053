package io.selvedge.runtime.drive;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.selvedge.runtime.gate.Permits;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/** A thread is told that it is let in while it goes to sleep: it sees that before, or it is woken. */
@JCStressTest
@Outcome(
        id = {"true, false", "false, true", "true, true"},
        expect = ACCEPTABLE,
        desc = "It is told, or woken, or both.")
@Outcome(id = "false, false", expect = FORBIDDEN, desc = "It sleeps for ever.")
@State
public class WakeStress {
    private final BlockedWaiter waiter = new BlockedWaiter(Thread.currentThread(), 1);
    private final Permits gate = new Permits(1, 1);

    @Actor
    public void sleeper(ZZ_Result result) {
        waiter.lookAround(gate);
        result.r1 = waiter.getAsBoolean();
    }

    @Actor
    public void teller(ZZ_Result result) {
        result.r2 = waiter.tell();
    }
}
