package io.selvedge.it.concurrency.gates;

import io.selvedge.it.concurrency.ModelCheck;
import io.selvedge.runtime.gate.Gate;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.ThreadIdGen;
import org.junit.jupiter.api.Test;

class LaneLincheckTest {

    @Test
    void laneBehavesAsIfOneThingHappenedAfterTheOther() {
        ModelCheck.passes(Real.class, Sequential.class);
    }

    @Test
    void plantedBugIsFound() {
        ModelCheck.fails(Planted.class, SequentialBasics.class);
    }

    /** What the holder and the calls that it makes do; the call of a thread has the thread's number, plus 1. */
    @Param(name = "thread", gen = ThreadIdGen.class)
    public static class Basics {
        final Place place;

        Basics(Place place) {
            this.place = place;
        }

        @Operation(params = "thread")
        public Gate.Joined enter(int thread) {
            return place.tryEnter(thread + 1);
        }

        @Operation(params = "thread")
        public boolean enterBeside(int thread) {
            return place.enterBeside(thread + 1);
        }

        @Operation
        public void leave() {
            place.leave();
        }
    }

    /** All that a lane can do. */
    public static class All extends Basics {
        private final Place.Guest[] line = new Place.Guest[ModelCheck.MOST_THREADS];

        All(Place place) {
            super(place);
        }

        @Operation(params = "thread")
        public Object join(int thread) {
            if (line[thread] != null) {
                return "in line already";
            }
            Place.Guest guest = new Place.Guest(thread + 1);
            Gate.Joined joined = place.join(guest);
            line[thread] = joined == Gate.Joined.WAITING ? guest : null;
            return joined;
        }

        @Operation(params = "thread")
        public Object withdraw(int thread) {
            Place.Guest guest = line[thread];
            line[thread] = null;
            return guest == null ? "not in line" : place.withdraw(guest);
        }

        @Operation
        public long holder() {
            return place.seen();
        }

        @Operation
        public boolean retire() {
            return place.retire();
        }
    }

    public static final class Real extends All {
        public Real() {
            super(Place.lane(1));
        }
    }

    public static final class Sequential extends All {
        public Sequential() {
            super(new SequentialLane(1));
        }
    }

    public static final class Planted extends Basics {
        public Planted() {
            super(new PlantedLane(1));
        }
    }

    public static final class SequentialBasics extends Basics {
        public SequentialBasics() {
            super(new SequentialLane(1));
        }
    }
}
