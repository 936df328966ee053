package io.selvedge.runtime.pages;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** The twin with the bug: the reader is woken before the page is there, not after. */
@JCStressTest
@Outcome(id = "1", expect = ACCEPTABLE, desc = "The reader has the page.")
@Outcome(id = "2", expect = ACCEPTABLE, desc = "The reader sleeps and is woken.")
@Outcome(expect = FORBIDDEN, desc = "The reader sleeps for ever, or gets the page twice.")
@State
public class PlantedHandOverStress {
    private final Press press = new Press();
    private final Sleeper sleeper = new Sleeper();
    private final Feed<Integer> feed = press.feed(new OpenRuns(), () -> {});

    public PlantedHandOverStress() {
        feed.fetchAhead(1);
    }

    @Actor
    public void fetcher() {
        sleeper.wake();
        AWhile.pass();
        press.end();
    }

    @Actor
    public void reader(I_Result result) {
        result.r1 = sleeper.read(feed);
    }

    @Arbiter
    public void rest(I_Result result) {
        result.r1 = sleeper.judge(result.r1, feed);
    }
}
