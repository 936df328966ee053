package io.selvedge.it.concurrency.gates;

import io.selvedge.it.concurrency.ModelCheck;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.Validate;
import org.junit.jupiter.api.Test;

/**
 * Looks for two calls that have one key, for more keys than may be, and for room that is lost.
 *
 * <p>Who is refused while others come and go is left open: two new keys may each take the other's door while nobody has
 * entered it yet. So operations tell nothing, and fail where a rule is broken.
 */
class DoorsLincheckTest {
    private static final int MAX = 2;

    @Test
    void oneCallHasAKeyAndKeysAreBounded() {
        ModelCheck.passes(Real.class, Real.class);
    }

    @Test
    void plantedBugIsFound() {
        ModelCheck.fails(Planted.class, Planted.class, "AssertionError");
    }

    /** Calls with keys 1 to 3, and the sweep. */
    @Param(name = "key", gen = IntGen.class, conf = "1:3")
    public static class Operations {
        private final Desks desks;
        private final AtomicIntegerArray inside = new AtomicIntegerArray(4);
        private final AtomicInteger held = new AtomicInteger();

        Operations(Desks desks) {
            this.desks = desks;
        }

        @Operation(params = "key")
        public void enter(int key) {
            if (desks.enter(key) != Desks.Met.IN) {
                return;
            }
            if (inside.incrementAndGet(key) > 1) {
                throw new AssertionError("AssertionError");
            }
            if (held.incrementAndGet() > MAX) {
                throw new AssertionError("more keys are held than there may be");
            }
        }

        @Operation(params = "key")
        public void leave(int key) {
            if (inside.compareAndSet(key, 1, 0)) {
                held.decrementAndGet();
                desks.leave(key);
            }
        }

        @Operation
        public void sweep() {
            desks.sweep();
        }

        @Validate
        public void allRoomIsThereInTheEnd() {
            for (int key = 1; key <= 3; key++) {
                leave(key);
            }
            for (int key = 1; key <= MAX; key++) {
                if (desks.enter(key) != Desks.Met.IN) {
                    throw new AssertionError("room is lost");
                }
            }
            if (desks.enter(3) != Desks.Met.TOO_MANY_KEYS) {
                throw new AssertionError("room has been made");
            }
        }
    }

    public static final class Real extends Operations {
        public Real() {
            super(new KeyedDesks(MAX));
        }
    }

    public static final class Planted extends Operations {
        public Planted() {
            super(new PlantedDesks(MAX));
        }
    }
}
