package io.selvedge.runtime.pages;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** The twin with the bug: whether the page is closed is asked before the fetch is known to it, not after. */
@JCStressTest
@Outcome(id = "0", expect = ACCEPTABLE, desc = "No fetch is left.")
@Outcome(expect = FORBIDDEN, desc = "A fetch is left that nobody will cancel.")
@State
public class PlantedCloseStress {
    private final Press press = new Press();
    private final OpenRuns runs = new OpenRuns() {
        @Override
        void add(Run run) {
            if (closed()) {
                run.close();
            } else {
                AWhile.pass();
                keep(run);
            }
        }
    };
    private final Feed<Integer> feed = press.feed(runs, () -> {});

    public PlantedCloseStress() {
        feed.fetchAhead(1);
        press.end();
    }

    @Actor
    public void reader() {
        try {
            feed.poll();
        } catch (Throwable closed) {
            // It came too late.
        }
    }

    @Actor
    public void closer() {
        runs.close();
    }

    @Arbiter
    public void rest(I_Result result) {
        result.r1 = press.underWay();
    }
}
