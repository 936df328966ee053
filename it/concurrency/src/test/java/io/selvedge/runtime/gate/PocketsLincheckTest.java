package io.selvedge.runtime.gate;

import io.selvedge.it.concurrency.ModelCheck;
import java.util.concurrent.atomic.AtomicInteger;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.ThreadIdGen;
import org.junit.jupiter.api.Test;

/** Permits that are lent and called in: whoever is turned away came when none was free, and none is lost. */
class PocketsLincheckTest {
    private static final int LIMIT = 2;

    @Test
    void aGateThatLendsBehavesAsIfOneThingHappenedAfterTheOther() {
        ModelCheck.passes(Real.class, Sequential.class);
    }

    @Test
    void plantedBugIsFound() {
        ModelCheck.fails(Planted.class, Sequential.class);
    }

    /** What goes on at a gate; each thread gives back only what it has. */
    @Param(name = "thread", gen = ThreadIdGen.class)
    public abstract static class Visits {
        private final int[] held = new int[ModelCheck.MOST_THREADS];

        abstract boolean tryEnter(int thread);

        abstract void giveBack(int thread);

        abstract void lend();

        @Operation(params = "thread")
        public boolean enter(int thread) {
            boolean entered = tryEnter(thread);
            held[thread] += entered ? 1 : 0;
            return entered;
        }

        @Operation(params = "thread")
        public boolean leave(int thread) {
            boolean holds = held[thread] > 0;
            if (holds) {
                held[thread]--;
                giveBack(thread);
            }
            return holds;
        }

        @Operation
        public void lendSome() {
            lend();
        }
    }

    public static final class Real extends Visits {
        private final Permits permits = new Permits(LIMIT, 0, new Pockets(2));

        @Override
        boolean tryEnter(int thread) {
            return permits.tryEnter() == Gate.Joined.ENTERED;
        }

        @Override
        void giveBack(int thread) {
            permits.leave();
        }

        @Override
        void lend() {
            boolean unused = permits.lend();
        }
    }

    /** Whoever finds nothing in the own pocket nor at the gate is turned away: what is in the others is not called in. */
    public static final class Planted extends Visits {
        private final AtomicInteger gate = new AtomicInteger(LIMIT);
        private final AtomicInteger[] pockets = {new AtomicInteger(), new AtomicInteger()};

        @Override
        boolean tryEnter(int thread) {
            return take(pockets[thread % 2]) || take(gate);
        }

        private static boolean take(AtomicInteger free) {
            int seen = free.get();
            return seen > 0 && (free.compareAndSet(seen, seen - 1) || take(free));
        }

        @Override
        void giveBack(int thread) {
            pockets[thread % 2].incrementAndGet();
        }

        @Override
        void lend() {
            // It always does.
        }
    }

    public static final class Sequential extends Visits {
        private int used;

        @Override
        boolean tryEnter(int thread) {
            boolean enters = used < LIMIT;
            used += enters ? 1 : 0;
            return enters;
        }

        @Override
        void giveBack(int thread) {
            used--;
        }

        @Override
        void lend() {
            // Nobody can tell.
        }
    }
}
