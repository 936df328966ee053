package io.selvedge.runtime.serialized;

import static org.assertj.core.api.Assertions.assertThat;

import io.selvedge.annotations.Serialized;
import io.selvedge.failures.SerializedBusyException;
import io.selvedge.runtime.gate.Allocation;
import io.selvedge.runtime.gate.Gate;
import io.selvedge.runtime.keys.Guest;
import io.selvedge.runtime.keys.Place;
import io.selvedge.runtime.keys.ScriptedCall;
import io.selvedge.runtime.policy.Admission;
import io.selvedge.runtime.policy.Pass;
import io.selvedge.runtime.policy.Policy;
import io.selvedge.runtime.policy.Reading;
import io.selvedge.runtime.policy.Verdict;
import org.junit.jupiter.api.Test;

class SerializedPolicyTest {
    private static final long NO_END = SerializedConfig.NO_END;

    private final Place place = new Place();

    private SerializedPolicy plain(int queue) {
        return new SerializedPolicy(new SerializedConfig(queue, NO_END), place.plain());
    }

    private SerializedPolicy keyed(int queue, int maxKeys) {
        return new SerializedPolicy(new SerializedConfig(queue, NO_END), place.keyed(maxKeys));
    }

    private static Pass enter(Policy policy, ScriptedCall call) {
        Admission admission = policy.admit(call);
        assertThat(admission).isInstanceOf(Pass.class);
        return (Pass) admission;
    }

    private static void leave(Policy policy, ScriptedCall call, Pass pass) {
        assertThat(policy.settle(call, pass, null, null)).isSameAs(Verdict.keep());
    }

    private static SerializedBusyException refused(Admission admission) {
        assertThat(admission).isInstanceOf(Admission.Refuse.class);
        return (SerializedBusyException) ((Admission.Refuse) admission).failure();
    }

    private static Guest queued(Policy policy, ScriptedCall call) {
        Admission admission = policy.admit(call);
        assertThat(admission).isInstanceOf(Admission.Queue.class);
        Guest guest = new Guest(call);
        assertThat(((Admission.Queue) admission).gate().join(guest)).isEqualTo(Gate.Joined.WAITING);
        return guest;
    }

    private static double reading(Policy policy, String name) {
        return policy.readings().stream()
                .filter(reading -> reading.name().equals(name))
                .mapToDouble(reading -> reading.value().getAsDouble())
                .findFirst()
                .orElseThrow();
    }

    @Test
    void oneCallRunsAtATimeInTheOrderOfArrival() {
        SerializedPolicy policy = plain(10);
        ScriptedCall call = ScriptedCall.plain();
        Pass turn = enter(policy, call);
        Guest first = queued(policy, ScriptedCall.plain());
        Guest second = queued(policy, ScriptedCall.plain());
        assertThat(reading(policy, "turns.held")).isEqualTo(1);
        assertThat(reading(policy, "waiting")).isEqualTo(2);
        leave(policy, call, turn);
        assertThat(first.in()).isTrue();
        assertThat(second.in()).isFalse();
        leave(policy, call, turn);
        assertThat(second.in()).isTrue();
        leave(policy, call, turn);
        assertThat(reading(policy, "turns.held")).isZero();
    }

    @Test
    void differentKeysDoNotMeet() {
        SerializedPolicy policy = keyed(10, 10);
        enter(policy, ScriptedCall.of("ann"));
        enter(policy, ScriptedCall.of("bob"));
        queued(policy, ScriptedCall.of("ann"));
        assertThat(reading(policy, "turns.held")).isEqualTo(2);
        assertThat(reading(policy, "keys")).isEqualTo(2);
    }

    @Test
    void refusesWithTheReason() {
        SerializedPolicy full = keyed(0, 1);
        enter(full, ScriptedCall.of("ann"));
        assertThat(refused(full.admit(ScriptedCall.of("ann"))).reason()).isEqualTo("full");
        SerializedBusyException tooMany = refused(full.admit(ScriptedCall.of("bob")));
        assertThat(tooMany.reason()).isEqualTo("too_many_keys");
        assertThat(tooMany.method()).isEqualTo("Tasks.find");

        SerializedPolicy patient = new SerializedPolicy(new SerializedConfig(3, 7), place.plain());
        enter(patient, ScriptedCall.plain());
        Admission.Queue queue = (Admission.Queue) patient.admit(ScriptedCall.plain());
        assertThat(queue.maxNanos()).isEqualTo(7);
        assertThat(queue.refusal().apply(Gate.WAITED_TOO_LONG))
                .isInstanceOfSatisfying(SerializedBusyException.class, late -> {
                    assertThat(late.reason()).isEqualTo("waited_too_long");
                    assertThat(late.queue()).isEqualTo(3);
                });
    }

    @Test
    void callsThatTheHolderMakesPassStraightInAtAnyDepth() {
        SerializedPolicy policy = keyed(10, 10);
        ScriptedCall outer = ScriptedCall.of("ann");
        ScriptedCall nested = outer.nested();
        ScriptedCall deeper = nested.nested();
        Pass outerTurn = enter(policy, outer);
        Guest other = queued(policy, ScriptedCall.of("ann"));
        Pass nestedTurn = enter(policy, nested);
        Pass deeperTurn = enter(policy, deeper);
        leave(policy, deeper, deeperTurn);
        leave(policy, nested, nestedTurn);
        assertThat(other.in()).isFalse();
        leave(policy, outer, outerTurn);
        assertThat(other.in()).isTrue();
    }

    @Test
    void callsOfTheHolderPassEvenWhenTheLineIsFull() {
        SerializedPolicy policy = keyed(0, 1);
        ScriptedCall outer = ScriptedCall.of("ann");
        enter(policy, outer);
        enter(policy, outer.nested());
        assertThat(refused(policy.admit(ScriptedCall.of("ann"))).reason()).isEqualTo("full");
    }

    @Test
    void nestedCallThatOutlivesItsCallerKeepsTheTurn() {
        SerializedPolicy policy = plain(10);
        ScriptedCall outer = ScriptedCall.plain();
        ScriptedCall nested = outer.nested();
        Pass outerTurn = enter(policy, outer);
        Pass nestedTurn = enter(policy, nested);
        Guest other = queued(policy, ScriptedCall.plain());
        leave(policy, outer, outerTurn);
        assertThat(other.in()).as("two at a time").isFalse();
        leave(policy, nested, nestedTurn);
        assertThat(other.in()).isTrue();
    }

    @Test
    void nestedCallThatComesAfterItsCallerHasLeftStandsInLine() {
        SerializedPolicy policy = plain(10);
        ScriptedCall outer = ScriptedCall.plain();
        Pass turn = enter(policy, outer);
        leave(policy, outer, turn);
        enter(policy, ScriptedCall.plain());
        queued(policy, outer.nested());
    }

    @Test
    void anotherAttemptOfTheHolderStandsInLineUntilTheOneItLeftBehindHasEnded() {
        SerializedPolicy policy = plain(10);
        ScriptedCall call = ScriptedCall.plain();
        Pass leftBehind = enter(policy, call);
        Guest secondAttempt = queued(policy, call);
        leave(policy, call, leftBehind);
        assertThat(secondAttempt.in()).isTrue();
    }

    @Test
    void theCallerMayHoldSeveralKeysAndItsCallsPassAtEach() {
        SerializedPolicy policy = keyed(10, 10);
        ScriptedCall ann = ScriptedCall.of("ann");
        enter(policy, ann);
        queued(policy, ScriptedCall.of("ann"));
        enter(policy, ScriptedCall.of("bob"));
        queued(policy, ScriptedCall.of("bob"));
        enter(policy, ann.nested());
    }

    @Test
    void keyThatIsHeldOrQueuedOnIsNeverEvicted() {
        SerializedPolicy policy = keyed(1, 1);
        ScriptedCall ann = ScriptedCall.of("ann");
        Pass turn = enter(policy, ann);
        Guest waiting = queued(policy, ScriptedCall.of("ann"));
        place.pass(10 * Place.IDLE);
        assertThat(reading(policy, "keys")).isEqualTo(1);
        leave(policy, ann, turn);
        assertThat(waiting.in()).isTrue();
        place.pass(10 * Place.IDLE);
        assertThat(reading(policy, "keys")).isEqualTo(1);
        leave(policy, ann, turn);
        place.pass(Place.IDLE);
        assertThat(reading(policy, "keys")).isZero();
    }

    @Test
    void showsItsReadings() {
        assertThat(plain(1).readings()).extracting(Reading::name).containsExactly("turns.held", "waiting");
        assertThat(keyed(1, 1).readings())
                .extracting(Reading::name)
                .containsExactly("keys", "keys.evicted", "turns.held", "waiting");
    }

    @Test
    void roomNamesItself() {
        SerializedRoom room = new SerializedRoom();
        assertThat(room.name()).isEqualTo("serialized");
        assertThat(room.annotation()).isEqualTo(Serialized.class);
        assertThat(room.keepsKeys()).isTrue();
        assertThat(room.sharedAs(new SerializedConfig(1, NO_END))).isEmpty();
        assertThat(room.open(new SerializedConfig(1, NO_END), place.plain()).readsValue())
                .isFalse();
    }

    @Test
    void hotKeyIsEnteredAndLeftWithoutAllocating() {
        SerializedPolicy policy = keyed(10, 10);
        ScriptedCall call = ScriptedCall.of("ann");
        Allocation.assertNone(() -> policy.settle(call, (Pass) policy.admit(call), null, null));
    }
}
