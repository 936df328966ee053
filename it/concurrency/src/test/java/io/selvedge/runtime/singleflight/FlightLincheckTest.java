package io.selvedge.runtime.singleflight;

import io.selvedge.it.concurrency.ModelCheck;
import java.util.concurrent.CompletableFuture;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.ThreadIdGen;
import org.junit.jupiter.api.Test;

/** Callers board and leave one after the other, and the last one out cancels the run, once. */
class FlightLincheckTest {

    @Test
    void callersBoardAndLeaveAsIfOneCameAfterTheOther() {
        ModelCheck.passes(Real.class, Sequential.class);
    }

    @Test
    void plantedBugIsFound() {
        ModelCheck.fails(Planted.class, Sequential.class);
    }

    /** What goes on: each thread has one seat at most. */
    @Param(name = "thread", gen = ThreadIdGen.class)
    public static class Basics {
        private final Shared shared;
        private final Object[] seats = new Object[ModelCheck.MOST_THREADS];
        private boolean firstLeft;

        Basics(Shared shared) {
            this.shared = shared;
        }

        @Operation(params = "thread")
        public boolean board(int thread) {
            if (seats[thread] == null) {
                seats[thread] = shared.board();
            }
            return seats[thread] != null;
        }

        @Operation(params = "thread")
        @SuppressWarnings("unchecked")
        public int leave(int thread) {
            if (seats[thread] != null) {
                shared.leave((CompletableFuture<Object>) seats[thread]);
                seats[thread] = null;
            }
            return shared.cancelled();
        }

        @Operation(nonParallelGroup = "first")
        public void firstLeaves() {
            if (!firstLeft) {
                firstLeft = true;
                shared.leave(shared.first());
            }
        }

        @Operation(nonParallelGroup = "first")
        public void end() {
            shared.end();
        }
    }

    public static final class Real extends Basics {
        public Real() {
            super(Shared.real());
        }
    }

    public static final class Planted extends Basics {
        public Planted() {
            super(new PlantedShared());
        }
    }

    public static final class Sequential extends Basics {
        public Sequential() {
            super(new SequentialShared());
        }
    }

    /** The same in plain words, for one thread. */
    private static final class SequentialShared implements Shared {
        private int aboard = 1;
        private int cancelled;
        private boolean over;

        @Override
        public CompletableFuture<Object> board() {
            if (over || aboard == 0) {
                return null;
            }
            aboard++;
            return new CompletableFuture<>();
        }

        @Override
        public void leave(CompletableFuture<Object> seat) {
            if (!over) {
                aboard--;
                cancelled += aboard == 0 ? 1 : 0;
            }
        }

        @Override
        public void end() {
            over = true;
        }

        @Override
        public int cancelled() {
            return cancelled;
        }

        @Override
        public CompletableFuture<Object> first() {
            return new CompletableFuture<>();
        }
    }
}
