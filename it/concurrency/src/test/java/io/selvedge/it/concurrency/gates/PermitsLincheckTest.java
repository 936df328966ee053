package io.selvedge.it.concurrency.gates;

import io.selvedge.it.concurrency.ModelCheck;
import io.selvedge.runtime.gate.Gate;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.ThreadIdGen;
import org.junit.jupiter.api.Test;

class PermitsLincheckTest {

    @Test
    void permitsBehaveAsIfOneThingHappenedAfterTheOther() {
        ModelCheck.passes(Real.class, Sequential.class);
    }

    @Test
    void plantedBugIsFound() {
        ModelCheck.fails(Planted.class, SequentialBasics.class);
    }

    /** What goes on at every gate. */
    @Param(name = "thread", gen = ThreadIdGen.class)
    public static class Basics {
        final Place place;
        private final Place.Guest[] line = new Place.Guest[ModelCheck.MOST_THREADS];

        Basics(Place place) {
            this.place = place;
        }

        @Operation
        public Gate.Joined enter() {
            return place.tryEnter(1);
        }

        @Operation(params = "thread")
        public Object join(int thread) {
            if (line[thread] != null) {
                return "in line already";
            }
            Place.Guest guest = new Place.Guest(1);
            Gate.Joined joined = place.join(guest);
            line[thread] = joined == Gate.Joined.WAITING ? guest : null;
            return joined;
        }

        @Operation
        public void leave() {
            place.leave();
        }

        @Operation(params = "thread")
        public Object withdraw(int thread) {
            Place.Guest guest = line[thread];
            line[thread] = null;
            return guest == null ? "not in line" : place.withdraw(guest);
        }
    }

    /** All that permits can do. */
    public static class All extends Basics {
        All(Place place) {
            super(place);
        }

        @Operation
        public void resize(@Param(gen = IntGen.class, conf = "1:2") int limit) {
            place.resize(limit);
        }

        @Operation
        public int clear() {
            return place.clear();
        }

        @Operation
        public boolean retire() {
            return place.retire();
        }

        @Operation
        public long used() {
            return place.seen();
        }
    }

    public static final class Real extends All {
        public Real() {
            super(Place.permits(1, 1));
        }
    }

    public static final class Sequential extends All {
        public Sequential() {
            super(new SequentialPermits(1, 1));
        }
    }

    public static final class Planted extends Basics {
        public Planted() {
            super(new PlantedPermits(1, 1));
        }
    }

    public static final class SequentialBasics extends Basics {
        public SequentialBasics() {
            super(new SequentialPermits(1, 1));
        }
    }
}
