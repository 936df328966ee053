package io.selvedge.runtime.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.selvedge.failures.SerializedBusyException;
import io.selvedge.runtime.gate.Allocation;
import io.selvedge.runtime.policy.Admission;
import io.selvedge.runtime.policy.Call;
import io.selvedge.runtime.policy.Reading;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DoorsTest {
    private final Place place = new Place();
    private final List<Counted> made = new ArrayList<>();

    private Doors<Counted> doors(int max) {
        return Doors.at(place.keyed(max), this::make, DoorsTest::tooMany);
    }

    private Counted make() {
        Counted door = new Counted();
        made.add(door);
        return door;
    }

    private static Admission.Refuse tooMany(Call call) {
        return new Admission.Refuse(new SerializedBusyException(call.target().place(""), 0, Doors.TOO_MANY_KEYS));
    }

    private static Admission at(Doors<?> doors, @Nullable Object key) {
        return doors.admit(ScriptedCall.of(key));
    }

    private static void assertRefused(Admission admission) {
        assertThat(admission).isInstanceOfSatisfying(Admission.Refuse.class, refuse -> {
            assertThat(refuse.failure().reason()).isEqualTo("too_many_keys");
            assertThat(refuse.failure().method()).isEqualTo("Tasks.find");
        });
    }

    private static double reading(Doors<?> doors, String name) {
        return doors.readings().stream()
                .filter(reading -> reading.name().equals(name))
                .mapToDouble(reading -> reading.value().getAsDouble())
                .findFirst()
                .orElseThrow();
    }

    private static int alive(Doors<?> doors) {
        int[] count = {0};
        doors.forEach(door -> count[0]++);
        assertThat(reading(doors, "keys")).isEqualTo(count[0]);
        return count[0];
    }

    @Test
    void withoutKeysThereIsOneDoorAndNothingToRead() {
        Doors<Counted> doors = Doors.at(place.plain(), this::make, DoorsTest::tooMany);
        assertThat(doors.admit(ScriptedCall.plain())).isSameAs(doors.admit(ScriptedCall.plain()));
        assertThat(made).hasSize(1);
        List<Counted> seen = new ArrayList<>();
        doors.forEach(seen::add);
        assertThat(seen).isEqualTo(made);
        assertThat(doors.readings()).isEmpty();
        assertThat(place.armed()).isFalse();
    }

    @Test
    void equalKeysShareADoorAndOthersDoNotMeet() {
        Doors<Counted> doors = doors(10);
        Admission ann = at(doors, "ann");
        assertThat(at(doors, new String("ann"))).isSameAs(ann);
        assertThat(at(doors, "bob")).isNotSameAs(ann);
        assertThat(at(doors, null)).isSameAs(at(doors, null)).isNotSameAs(ann);
        assertThat(alive(doors)).isEqualTo(3);
    }

    @Test
    void keyThatIsOneTooManyIsRefusedWhileAllAreInUse() {
        Doors<Counted> doors = doors(2);
        Admission ann = at(doors, "ann");
        at(doors, "bob");
        assertRefused(at(doors, "cid"));
        assertRefused(at(doors, "cid"));
        assertThat(at(doors, "ann")).isSameAs(ann);
        assertThat(alive(doors)).isEqualTo(2);
        assertThat(reading(doors, "keys.evicted")).isZero();
    }

    @Test
    void newKeyTakesTheRoomOfAnIdleOne() {
        Doors<Counted> doors = doors(2);
        at(doors, "ann");
        at(doors, "bob");
        made.get(0).idle = true;
        assertThat(at(doors, "cid")).isSameAs(made.get(2));
        assertThat(made.get(0).ended).isTrue();
        assertThat(alive(doors)).isEqualTo(2);
        assertThat(reading(doors, "keys.evicted")).isEqualTo(1);
        assertRefused(at(doors, "ann"));
    }

    @Test
    void idleKeyNotUsedLatelyGoesFirst() {
        Doors<Counted> doors = doors(4);
        for (int key = 0; key < 4; key++) {
            at(doors, key);
            made.get(key).idle = true;
        }
        place.pass(Place.IDLE);
        at(doors, 0);
        at(doors, 1);
        at(doors, 3);
        at(doors, "new");
        assertThat(made).filteredOn(door -> door.ended).containsExactly(made.get(2));
    }

    @Test
    void refusalTakesABoundedNumberOfSteps() {
        Doors<Counted> doors = doors(1000);
        for (int key = 0; key < 1000; key++) {
            at(doors, key);
        }
        assertRefused(at(doors, "new"));
        assertThat(made.stream().mapToInt(door -> door.asked).sum()).isLessThanOrEqualTo(16);
    }

    @Test
    void theHandGoesOnWhereItStoppedAndSoFindsTheOneIdleKey() {
        Doors<Counted> doors = doors(1000);
        for (int key = 0; key < 1000; key++) {
            at(doors, key);
        }
        made.get(777).idle = true;
        int refused = 0;
        while (at(doors, "new") instanceof Admission.Refuse) {
            refused++;
        }
        assertThat(refused).isLessThanOrEqualTo(1000 / 16);
        assertThat(alive(doors)).isEqualTo(1000);
    }

    @Test
    void idleKeyGoesAfterOneToTwoIntervalsWithoutUse() {
        Doors<Counted> doors = doors(10);
        at(doors, "ann");
        made.get(0).idle = true;
        place.pass(Place.IDLE);
        assertThat(alive(doors)).isEqualTo(1);
        place.pass(Place.IDLE);
        assertThat(alive(doors)).isZero();
        assertThat(made.get(0).ended).isTrue();
        assertThat(reading(doors, "keys.evicted")).isEqualTo(1);
    }

    @Test
    void keyThatIsUsedOnceAnIntervalStays() {
        Doors<Counted> doors = doors(10);
        at(doors, "ann");
        made.get(0).idle = true;
        for (int i = 0; i < 20; i++) {
            place.pass(Place.IDLE);
            assertThat(at(doors, "ann")).isSameAs(made.get(0));
        }
    }

    @Test
    void keyInUseIsNeverEvicted() {
        Doors<Counted> doors = doors(10);
        at(doors, "ann");
        place.pass(20 * Place.IDLE);
        assertThat(at(doors, "ann")).isSameAs(made.get(0));
        made.get(0).idle = true;
        place.pass(2 * Place.IDLE);
        assertThat(alive(doors)).isZero();
    }

    @Test
    void timerIsArmedOnlyWhileThereAreKeys() {
        Doors<Counted> doors = doors(10);
        assertThat(place.armed()).isFalse();
        for (int i = 0; i < 3; i++) {
            at(doors, "ann");
            made.get(i).idle = true;
            assertThat(place.armed()).isTrue();
            place.pass(2 * Place.IDLE);
            assertThat(place.armed()).isFalse();
        }
        assertThat(made).hasSize(3);
    }

    @Test
    void sweepRunsOnTheHousekeepingThreadOnly() {
        Doors<Counted> doors = doors(10);
        at(doors, "ann");
        made.get(0).idle = true;
        place.pass(Place.IDLE);
        place.ring();
        assertThat(place.waitingHousework()).isEqualTo(1);
        assertThat(alive(doors)).isEqualTo(1);
        place.doHousework();
        assertThat(alive(doors)).isZero();
    }

    @Test
    void executorThatRefusesForAWhileDelaysTheSweep() {
        Doors<Counted> doors = doors(10);
        at(doors, "ann");
        made.get(0).idle = true;
        place.shut(true);
        place.pass(3 * Place.IDLE);
        assertThat(alive(doors)).isEqualTo(1);
        place.shut(false);
        place.pass(2 * Place.IDLE);
        assertThat(alive(doors)).isZero();
        assertThat(place.armed()).isFalse();
    }

    @Test
    void keysAreStillServedOnceTheEngineHasClosed() {
        Doors<Counted> doors = doors(2);
        at(doors, "ann");
        place.close();
        assertThat(at(doors, "ann")).isSameAs(made.get(0));
        at(doors, "bob");
        assertThat(place.armed()).isFalse();
        made.get(0).idle = true;
        assertThat(at(doors, "cid")).as("in the place of an idle one").isSameAs(made.get(2));
    }

    @Test
    void keyThatCannotBeComparedAnyMoreSpoilsNeitherTheSweepNorTheCallsOfOthers() {
        Doors<Counted> doors = doors(2);
        Moody moody = new Moody();
        at(doors, moody);
        at(doors, "ann");
        made.forEach(door -> door.idle = true);
        moody.bad = true;
        place.pass(2 * Place.IDLE);
        assertThat(made).allMatch(door -> door.ended);
        assertThat(reading(doors, "keys")).isZero();
        at(doors, "bob");
        at(doors, "cid");
        assertThat(reading(doors, "keys")).isEqualTo(2);
        assertRefused(at(doors, "dee"));
        made.get(2).idle = true;
        moody.bad = false;
        assertThat(at(doors, moody)).isSameAs(made.get(4));
    }

    private static final class Moody {
        boolean bad;

        @Override
        public int hashCode() {
            if (bad) {
                throw new IllegalStateException("moody");
            }
            return 1;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return this == other;
        }
    }

    @Test
    void retiredDoorThatIsStillListedIsReplacedBeforeAnybodyIsLetIn() {
        Doors<Counted> doors = doors(1);
        at(doors, "ann");
        made.get(0).ended = true;
        assertThat(at(doors, "ann")).isSameAs(made.get(1));
        assertThat(alive(doors)).isEqualTo(1);
    }

    @Test
    void readingsAreDescribed() {
        assertThat(doors(1).readings())
                .extracting(Reading::name, Reading::kind, Reading::unit)
                .containsExactly(
                        tuple("keys", Reading.Kind.GAUGE, "keys"), tuple("keys.evicted", Reading.Kind.COUNTER, "keys"));
    }

    @Test
    void hotKeyIsAdmittedWithoutAllocating() {
        Doors<Counted> doors = doors(10);
        ScriptedCall call = ScriptedCall.of("ann");
        Allocation.assertNone(() -> doors.admit(call));
    }
}
