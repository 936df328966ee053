package io.selvedge.runtime.keys;

import static org.assertj.core.api.Assertions.assertThat;

import io.selvedge.failures.SerializedBusyException;
import io.selvedge.runtime.gate.Lane;
import io.selvedge.runtime.policy.Admission;
import io.selvedge.runtime.policy.Call;
import io.selvedge.runtime.policy.Pass;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Many keys come and go through few places: nobody shares a key, no place is lost, none is too many. */
class DoorsStressTest {
    private static final int THREADS = 4;
    private static final int KEYS = 400;
    private static final int MAX = 40;
    private static final int VISITS = 100_000;

    private final Place place = new Place();
    private final AtomicIntegerArray inside = new AtomicIntegerArray(KEYS);
    private final AtomicInteger held = new AtomicInteger();
    private final AtomicInteger mostHeld = new AtomicInteger();

    @Test
    void oneDoorForAKeyAndNeverTooMany() throws Exception {
        long seed = Long.getLong("selvedge.seed", System.nanoTime());
        System.out.println("DoorsStressTest: -Dselvedge.seed=" + seed);
        Doors<Desk> doors = Doors.at(place.keyed(MAX), Desk::new, DoorsStressTest::tooMany);
        ExecutorService pool = Executors.newFixedThreadPool(THREADS + 1);
        List<Future<?>> ends = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            SplittableRandom random = new SplittableRandom(seed + thread);
            ends.add(pool.submit(() -> visit(doors, random)));
        }
        AtomicBoolean over = new AtomicBoolean();
        Future<?> sweeping = pool.submit(() -> sweepUntil(over));
        for (Future<?> end : ends) {
            end.get(2, TimeUnit.MINUTES);
        }
        over.set(true);
        sweeping.get(1, TimeUnit.MINUTES);
        pool.shutdown();
        assertThat(mostHeld).hasValue(MAX);
        place.pass(3 * Place.IDLE);
        assertThat(doors.readings().get(0).value().getAsDouble()).isZero();
        assertThat(place.armed()).isFalse();
    }

    private void sweepUntil(AtomicBoolean over) {
        while (!over.get()) {
            place.pass(Place.IDLE);
        }
    }

    /** Holds some keys at a time, so that all threads together would hold more than there may be. */
    private void visit(Doors<Desk> doors, SplittableRandom random) {
        Map<Integer, Desk> mine = new HashMap<>();
        for (int i = 0; i < VISITS; i++) {
            int key = random.nextInt(random.nextInt(4) == 0 ? KEYS : MAX);
            if (!mine.containsKey(key) && doors.admit(ScriptedCall.of(key)) instanceof Desk desk) {
                mine.put(key, desk);
                assertThat(inside.incrementAndGet(key))
                        .as("calls with key " + key)
                        .isEqualTo(1);
                mostHeld.accumulateAndGet(held.incrementAndGet(), Math::max);
            } else if (random.nextInt(3) == 0) {
                mine.forEach(this::leave);
                mine.clear();
            }
        }
        mine.forEach(this::leave);
    }

    private void leave(int key, Desk desk) {
        held.decrementAndGet();
        inside.decrementAndGet(key);
        desk.leave();
    }

    private static Admission.Refuse tooMany(Call call) {
        return new Admission.Refuse(new SerializedBusyException(call.target().place(""), 0, Doors.TOO_MANY_KEYS));
    }

    /** Lets one call in at a time. */
    private static final class Desk extends Lane implements Door, Pass {
        Desk() {
            super(0);
        }

        @Override
        public @Nullable Admission admit(Call call) {
            return switch (tryEnter(call.id())) {
                case ENTERED -> this;
                case GONE -> null;
                default -> tooMany(call);
            };
        }
    }
}
