package io.selvedge.runtime.ratelimit;

import io.selvedge.it.concurrency.ModelCheck;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.ThreadIdGen;
import org.junit.jupiter.api.Test;

/** Slots are taken and given back one after the other, and none is given to two. */
class SlotsLincheckTest {

    @Test
    void slotsBehaveAsIfOneWasTakenAfterTheOther() {
        ModelCheck.passes(Real.class, Sequential.class);
    }

    @Test
    void plantedBugIsFound() {
        ModelCheck.fails(Planted.class, Sequential.class);
    }

    /** What goes on at every line of slots: each thread remembers the wait of its latest slot. */
    @Param(name = "thread", gen = ThreadIdGen.class)
    public static class Basics {
        private final Line line;
        private final long[] waits = new long[ModelCheck.MOST_THREADS];

        Basics(Line line) {
            this.line = line;
        }

        @Operation(params = "thread")
        public long take(int thread) {
            waits[thread] = line.take();
            return waits[thread];
        }

        @Operation(params = "thread")
        public void giveBack(int thread) {
            if (waits[thread] > 0) {
                line.giveBack(waits[thread]);
                waits[thread] = 0;
            }
        }

        @Operation
        public boolean retire() {
            return line.retire();
        }
    }

    public static final class Real extends Basics {
        public Real() {
            super(Line.real(Line.BURST));
        }
    }

    public static final class Sequential extends Basics {
        public Sequential() {
            super(new SequentialLine());
        }
    }

    public static final class Planted extends Basics {
        public Planted() {
            super(new PlantedLine());
        }
    }

    /** The same in plain words, for one thread. */
    private static class SequentialLine implements Line {
        private int given;
        private boolean retired;

        @Override
        public long take() {
            if (retired) {
                return GONE;
            }
            long wait = next();
            if (wait > 4 * SPACING) {
                return NOT;
            }
            given++;
            return wait;
        }

        private long next() {
            return Math.max(0, given + 1 - BURST) * SPACING;
        }

        @Override
        public void giveBack(long wait) {
            if (!retired && next() == wait + SPACING) {
                given--;
            }
        }

        @Override
        public boolean retire() {
            retired |= given == 0;
            return retired;
        }
    }

    /** With a bug: whether the slot is the last one is looked at before the lock is taken. */
    private static final class PlantedLine extends SequentialLine {
        private volatile long last;

        @Override
        public synchronized long take() {
            long wait = super.take();
            last = Math.max(last, wait);
            return wait;
        }

        @Override
        public void giveBack(long wait) {
            if (wait == last) {
                giveBackLast(wait);
            }
        }

        private synchronized void giveBackLast(long wait) {
            super.giveBack(Math.max(wait, last));
            last = last - SPACING;
        }

        @Override
        public synchronized boolean retire() {
            return super.retire();
        }
    }
}
