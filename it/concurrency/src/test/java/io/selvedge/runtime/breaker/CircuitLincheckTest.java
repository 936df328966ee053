package io.selvedge.runtime.breaker;

import io.selvedge.it.concurrency.ModelCheck;
import io.selvedge.it.concurrency.rooms.Question;
import io.selvedge.runtime.breaker.CircuitControl.State;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.ThreadIdGen;
import org.junit.jupiter.api.Test;

/** Calls come to a circuit whose open time is over, try, close it, and may open it again, at one moment in time. */
class CircuitLincheckTest {
    private static final int TRIALS = 2;
    private static final int WINDOW = 4;

    @Test
    void theCircuitBehavesAsIfOneThingHappenedAfterTheOther() {
        ModelCheck.passes(Real.class, Sequential.class);
    }

    @Test
    void plantedBugIsFound() {
        ModelCheck.fails(Planted.class, Sequential.class);
    }

    /** A circuit that gives tickets. */
    interface Entrance {
        /** A ticket, or {@code null}. */
        Object enter();

        void leave(Object ticket, Evidence evidence);

        String state();
    }

    /** What goes on at every circuit: each thread is in at most one call. */
    @Param(name = "thread", gen = ThreadIdGen.class)
    public static class Basics {
        private final Entrance entrance;
        private final Object[] tickets = new Object[ModelCheck.MOST_THREADS];

        Basics(Entrance entrance) {
            this.entrance = entrance;
        }

        @Operation(params = "thread")
        public String enter(int thread) {
            if (tickets[thread] != null) {
                return "in already";
            }
            tickets[thread] = entrance.enter();
            return tickets[thread] == null ? "refused" : "in";
        }

        @Operation
        public void leave(@Param(name = "thread") int thread, @Param(gen = IntGen.class, conf = "0:2") int evidence) {
            if (tickets[thread] != null) {
                entrance.leave(tickets[thread], Evidence.values()[evidence]);
                tickets[thread] = null;
            }
        }

        @Operation
        public String state() {
            return entrance.state();
        }
    }

    public static final class Real extends Basics {
        public Real() {
            super(new RealEntrance());
        }
    }

    public static final class Sequential extends Basics {
        public Sequential() {
            super(new SequentialEntrance());
        }
    }

    public static final class Planted extends Basics {
        public Planted() {
            super(new PlantedEntrance());
        }
    }

    private static final class RealEntrance implements Entrance {
        private final Circuit circuit = Settings.halfOpen(WINDOW, TRIALS);

        @Override
        public Object enter() {
            return Settings.enter(circuit);
        }

        @Override
        public void leave(Object ticket, Evidence evidence) {
            ((Phase) ticket).ended(new Question(Settings.LATER), evidence, false);
        }

        @Override
        public String state() {
            return circuit.phase().state().name();
        }
    }

    /** The same in plain words, for one thread. */
    private static class SequentialEntrance implements Entrance {
        private State state = State.OPEN;
        private boolean over = true;
        private Object stay = new Object();
        int taken;
        private int good;
        private final Deque<Evidence> latest = new ArrayDeque<>();

        @Override
        public Object enter() {
            if (state == State.OPEN && over) {
                move(State.HALF_OPEN);
            }
            return state == State.CLOSED || (state == State.HALF_OPEN && takePlace()) ? stay : null;
        }

        boolean hasPlace() {
            return state != State.HALF_OPEN || taken < TRIALS;
        }

        boolean takePlace() {
            if (!hasPlace()) {
                return false;
            }
            taken++;
            return true;
        }

        private void move(State to) {
            state = to;
            over = false;
            stay = new Object();
            taken = 0;
            good = 0;
            latest.clear();
        }

        @Override
        public void leave(Object ticket, Evidence evidence) {
            if (ticket == stay && state == State.CLOSED) {
                leaveClosed(evidence);
            } else if (ticket == stay) {
                leaveHalfOpen(evidence);
            }
        }

        private void leaveClosed(Evidence evidence) {
            if (evidence == Evidence.NONE) {
                return;
            }
            latest.addLast(evidence);
            if (latest.size() > WINDOW) {
                latest.removeFirst();
            }
            if (latest.size() == WINDOW
                    && latest.stream().filter(Evidence.BAD::equals).count() * 2 >= WINDOW) {
                move(State.OPEN);
            }
        }

        private void leaveHalfOpen(Evidence evidence) {
            switch (evidence) {
                case NONE -> taken--;
                case BAD -> move(State.OPEN);
                case GOOD -> {
                    good++;
                    if (good == TRIALS) {
                        move(State.CLOSED);
                    }
                }
            }
        }

        @Override
        public String state() {
            return state.name();
        }
    }

    /** With a bug: whether there is a place is looked at before the lock is taken. */
    private static final class PlantedEntrance extends SequentialEntrance {
        @Override
        public Object enter() {
            boolean room = hasPlace();
            synchronized (this) {
                return room ? super.enter() : null;
            }
        }

        @Override
        boolean takePlace() {
            taken++;
            return true;
        }

        @Override
        public synchronized void leave(Object ticket, Evidence evidence) {
            super.leave(ticket, evidence);
        }

        @Override
        public synchronized String state() {
            return super.state();
        }
    }
}
