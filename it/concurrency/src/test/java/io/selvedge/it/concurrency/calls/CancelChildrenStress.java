package io.selvedge.it.concurrency.calls;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** A fan-out is cancelled while it goes on to its next child: that one is not begun, or is cancelled. */
@JCStressTest
@Outcome(id = "0", expect = ACCEPTABLE, desc = "Nothing runs on.")
@Outcome(expect = FORBIDDEN, desc = "What nobody waits for runs on.")
@State
public class CancelChildrenStress {
    private final Cancelled call = Cancelled.betweenChildren();

    @Actor
    public void goesOn() {
        call.endFirst();
    }

    @Actor
    public void canceller() {
        call.cancel();
    }

    @Arbiter
    public void rest(I_Result result) {
        result.r1 = call.over() ? call.left() : 2;
    }
}
