package io.selvedge.runtime.breaker;

import io.selvedge.it.concurrency.ModelCheck;
import io.selvedge.it.concurrency.rooms.Question;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicInteger;
import org.jetbrains.lincheck.datastructures.Operation;
import org.junit.jupiter.api.Test;

/**
 * Outcomes and the decisions upon them happen one after the other.
 *
 * <p>The window holds more calls than one thread makes: a thread that is held up for a whole lap of the ring may see its
 * outcome in another place than in order, as {@link CountWindow} tells.
 */
class CountWindowLincheckTest {
    private static final int CALLS = 4;

    @Test
    void theWindowBehavesAsIfOneCallEndedAfterTheOther() {
        ModelCheck.passes(Real.class, Sequential.class);
    }

    @Test
    void plantedBugIsFound() {
        ModelCheck.fails(Planted.class, SequentialFailures.class);
    }

    /** A window that counts. */
    interface Tape {
        boolean record(boolean failed, boolean slow);

        long counts();
    }

    /** Calls that fail or do not. */
    public static class Failures {
        final Tape tape;

        Failures(Tape tape) {
            this.tape = tape;
        }

        @Operation
        public boolean good() {
            return tape.record(false, false);
        }

        @Operation
        public boolean bad() {
            return tape.record(true, false);
        }

        @Operation
        public long counts() {
            return tape.counts();
        }
    }

    /** Calls that may also be slow. */
    public static class All extends Failures {
        All(Tape tape) {
            super(tape);
        }

        @Operation
        public boolean slow() {
            return tape.record(false, true);
        }

        @Operation
        public boolean slowAndBad() {
            return tape.record(true, true);
        }
    }

    public static final class Real extends All {
        public Real() {
            super(new RealTape());
        }
    }

    public static final class Sequential extends All {
        public Sequential() {
            super(new SequentialTape());
        }
    }

    public static final class SequentialFailures extends Failures {
        public SequentialFailures() {
            super(new SequentialTape());
        }
    }

    public static final class Planted extends Failures {
        public Planted() {
            super(new PlantedTape());
        }
    }

    private static final class RealTape implements Tape {
        private final Question call = new Question(0);
        private final CountWindow window = Settings.window(CALLS);

        @Override
        public boolean record(boolean failed, boolean slow) {
            return window.record(call, failed, slow);
        }

        @Override
        public long counts() {
            return Math.round(1_000 * window.failureRate());
        }
    }

    private static final class SequentialTape implements Tape {
        private final Deque<int[]> latest = new ArrayDeque<>();

        @Override
        public boolean record(boolean failed, boolean slow) {
            latest.addLast(new int[] {failed ? 1 : 0, slow ? 1 : 0});
            if (latest.size() > CALLS) {
                latest.removeFirst();
            }
            return latest.size() == CALLS && (sum(0) * 2 >= CALLS || sum(1) * 2 >= CALLS);
        }

        private int sum(int kind) {
            return latest.stream().mapToInt(outcome -> outcome[kind]).sum();
        }

        @Override
        public long counts() {
            return latest.isEmpty() ? 0 : Math.round(1_000.0 * sum(0) / latest.size());
        }
    }

    /** With a bug: the slot is taken in one step and the counts are changed in the next, from what was read before. */
    private static final class PlantedTape implements Tape {
        private final boolean[] failures = new boolean[CALLS];
        private final AtomicInteger next = new AtomicInteger();
        private volatile int failed;

        @Override
        public boolean record(boolean isFailure, boolean isSlow) {
            int index = next.getAndIncrement();
            int slot = index % CALLS;
            failed = failed + (isFailure ? 1 : 0) - (failures[slot] ? 1 : 0);
            failures[slot] = isFailure;
            return index + 1 >= CALLS && failed * 2 >= CALLS;
        }

        @Override
        public long counts() {
            int calls = Math.min(CALLS, next.get());
            return calls == 0 ? 0 : Math.round(1_000.0 * failed / calls);
        }
    }
}
