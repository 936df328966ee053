package io.selvedge.runtime.fanout;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.selvedge.runtime.policy.Spread.Child;
import java.util.Iterator;
import java.util.List;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** The twin with the bug: whether there is another one is asked outside the lock. */
@JCStressTest
@Outcome(
        id = {"7, 0", "0, 7", "1, 6", "6, 1", "2, 5", "5, 2", "3, 4", "4, 3"},
        expect = ACCEPTABLE,
        desc = "Each element once.")
@Outcome(expect = FORBIDDEN, desc = "One is lost, or runs twice.")
@State
public class PlantedPullIteratorStress {
    private final Source source = new Three.Twin() {
        private final Given given = Three.given();
        private final Iterator<Integer> iterator = Three.ELEMENTS.iterator();

        @Override
        public boolean next(Child child) {
            if (!iterator.hasNext()) {
                return false;
            }
            given.hand(child, 0, List.of(read()));
            return true;
        }

        /** None at all where the last one is gone meanwhile. */
        private synchronized int read() {
            return iterator.hasNext() ? iterator.next() : 8;
        }
    };

    @Actor
    public void worker(II_Result result) {
        result.r1 = Three.pull(source);
    }

    @Actor
    public void another(II_Result result) {
        result.r2 = Three.pull(source);
    }
}
