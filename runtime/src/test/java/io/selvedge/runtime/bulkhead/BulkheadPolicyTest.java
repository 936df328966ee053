package io.selvedge.runtime.bulkhead;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.selvedge.annotations.Bulkhead;
import io.selvedge.failures.BulkheadFullException;
import io.selvedge.runtime.gate.Allocation;
import io.selvedge.runtime.gate.Gate;
import io.selvedge.runtime.keys.Guest;
import io.selvedge.runtime.keys.Place;
import io.selvedge.runtime.keys.ScriptedCall;
import io.selvedge.runtime.policy.Admission;
import io.selvedge.runtime.policy.BadDefinition;
import io.selvedge.runtime.policy.Pass;
import io.selvedge.runtime.policy.Policy;
import io.selvedge.runtime.policy.Reading;
import io.selvedge.runtime.policy.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

class BulkheadPolicyTest {
    private static final long NO_END = BulkheadConfig.NO_END;

    private final Place place = new Place();

    private BulkheadPolicy plain(int limit, int queue) {
        return new BulkheadPolicy(new BulkheadConfig("db", limit, queue, NO_END), place.plain());
    }

    private BulkheadPolicy keyed(int limit, int queue, int maxKeys) {
        return new BulkheadPolicy(new BulkheadConfig("", limit, queue, NO_END), place.keyed(maxKeys));
    }

    private static Pass enter(Policy policy, ScriptedCall call) {
        Admission admission = policy.admit(call);
        assertThat(admission).isInstanceOf(Pass.class);
        return (Pass) admission;
    }

    private static void leave(Policy policy, ScriptedCall call, Pass pass) {
        assertThat(policy.settle(call, pass, null, null)).isSameAs(Verdict.keep());
    }

    private static BulkheadFullException refused(Admission admission) {
        assertThat(admission).isInstanceOf(Admission.Refuse.class);
        return (BulkheadFullException) ((Admission.Refuse) admission).failure();
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
    void b1RefusesAtTheLimitAtOnceUnlessAQueueIsAskedFor() {
        BulkheadPolicy policy = plain(2, 0);
        ScriptedCall call = ScriptedCall.plain();
        Pass first = enter(policy, call);
        enter(policy, ScriptedCall.plain());
        BulkheadFullException refusal = refused(policy.admit(ScriptedCall.plain()));
        assertThat(refusal.reason()).isEqualTo("full");
        assertThat(refusal.method()).isEqualTo("Tasks.all");
        assertThat(refusal.name()).isEqualTo("db");
        assertThat(refusal.limit()).isEqualTo(2);
        assertThat(refusal.queue()).isZero();
        leave(policy, call, first);
        enter(policy, ScriptedCall.plain());
    }

    @Test
    void b2RunsAsManyAsTheLimitAndQueuesAsManyAsTheQueue() {
        BulkheadPolicy policy = plain(1, 2);
        ScriptedCall call = ScriptedCall.plain();
        Pass held = enter(policy, call);
        Guest first = queued(policy, ScriptedCall.plain());
        Guest second = queued(policy, ScriptedCall.plain());
        assertThat(refused(policy.admit(ScriptedCall.plain())).reason()).isEqualTo("full");
        leave(policy, call, held);
        assertThat(first.in()).isTrue();
        assertThat(second.in()).isFalse();
        leave(policy, call, held);
        assertThat(second.in()).isTrue();
        assertThat(policy.used()).isEqualTo(1);
    }

    @Test
    void b7QueueSaysHowLongToWaitAndWhatItMeansToWaitInVain() {
        BulkheadPolicy policy = new BulkheadPolicy(new BulkheadConfig("", 1, 1, 5_000_000), place.plain());
        enter(policy, ScriptedCall.plain());
        Admission.Queue queue = (Admission.Queue) policy.admit(ScriptedCall.plain());
        assertThat(queue.maxNanos()).isEqualTo(5_000_000);
        assertThat(queue.then()).isSameAs(queue.gate());
        assertThat(queue.refusal().apply(Gate.WAITED_TOO_LONG))
                .isInstanceOf(BulkheadFullException.class)
                .satisfies(refusal -> assertThat(refusal.reason()).isEqualTo("waited_too_long"));
    }

    @Test
    void nothingIsHeldByACallThatOnlyQueues() {
        BulkheadPolicy policy = plain(1, 5);
        Pass held = enter(policy, ScriptedCall.plain());
        policy.admit(ScriptedCall.plain());
        assertThat(policy.waiting()).isZero();
        leave(policy, ScriptedCall.plain(), held);
        assertThat(policy.used()).isZero();
    }

    @Test
    void eachKeyHasItsOwnPermits() {
        BulkheadPolicy policy = keyed(1, 0, 10);
        enter(policy, ScriptedCall.of("ann"));
        enter(policy, ScriptedCall.of("bob"));
        assertThat(refused(policy.admit(ScriptedCall.of("ann"))).reason()).isEqualTo("full");
        assertThat(reading(policy, "permits.used")).isEqualTo(2);
        assertThat(reading(policy, "permits.limit")).isEqualTo(1);
        assertThat(reading(policy, "keys")).isEqualTo(2);
    }

    @Test
    void keyThatIsHeldOrQueuedOnIsNeverEvicted() {
        BulkheadPolicy policy = keyed(1, 1, 1);
        ScriptedCall ann = ScriptedCall.of("ann");
        Pass held = enter(policy, ann);
        Guest waiting = queued(policy, ScriptedCall.of("ann"));
        place.pass(10 * Place.IDLE);
        BulkheadFullException refusal = refused(policy.admit(ScriptedCall.of("bob")));
        assertThat(refusal.reason()).isEqualTo("too_many_keys");
        leave(policy, ann, held);
        assertThat(waiting.in()).isTrue();
        place.pass(10 * Place.IDLE);
        assertThat(refused(policy.admit(ScriptedCall.of("bob"))).reason()).isEqualTo("too_many_keys");
        leave(policy, ann, held);
        enter(policy, ScriptedCall.of("bob"));
    }

    @Test
    void ticketOfAnEvictedGateStillLeadsToItAndTheKeyStartsAnew() {
        BulkheadPolicy policy = keyed(1, 5, 1);
        ScriptedCall ann = ScriptedCall.of("ann");
        leave(policy, ann, enter(policy, ann));
        enter(policy, ann);
        Admission.Queue stale = (Admission.Queue) policy.admit(ScriptedCall.of("ann"));
        leave(policy, ann, stale.then());
        place.pass(2 * Place.IDLE);
        assertThat(stale.gate().join(new Guest(ann))).isEqualTo(Gate.Joined.GONE);
        enter(policy, ScriptedCall.of("ann"));
    }

    @Test
    void resizingLetsWaitersIn() {
        BulkheadPolicy policy = plain(1, 5);
        enter(policy, ScriptedCall.plain());
        Guest guest = queued(policy, ScriptedCall.plain());
        assertThat(reading(policy, "waiting")).isEqualTo(1);
        policy.resize(2, 3);
        assertThat(guest.in()).isTrue();
        assertThat(List.of(policy.limit(), policy.queue(), policy.used(), policy.waiting()))
                .containsExactly(2, 3, 2, 0);
    }

    @Test
    void resizingReachesKeysPresentAndFuture() {
        BulkheadPolicy policy = keyed(1, 0, 10);
        enter(policy, ScriptedCall.of("ann"));
        policy.resize(2, 0);
        enter(policy, ScriptedCall.of("ann"));
        enter(policy, ScriptedCall.of("bob"));
        enter(policy, ScriptedCall.of("bob"));
        BulkheadFullException refusal = refused(policy.admit(ScriptedCall.of("bob")));
        assertThat(refusal.limit()).isEqualTo(2);
    }

    @Test
    void keyThatIsMadeWhileTheSizeChangesTakesTheNewOne() {
        BulkheadPolicy policy = keyed(1, 0, 10);
        BulkheadDoor late = new BulkheadDoor(policy, policy.config());
        policy.resize(2, 0);
        assertThat(late.admit(ScriptedCall.of("ann"))).isSameAs(late);
        assertThat(late.admit(ScriptedCall.of("ann"))).isSameAs(late);
        assertThat(late.admit(ScriptedCall.of("ann"))).isInstanceOf(Admission.Refuse.class);
    }

    @Test
    void resizingToNoQueueAndBackKeepsTheLongestWait() {
        BulkheadPolicy policy = new BulkheadPolicy(new BulkheadConfig("", 1, 1, 5_000_000), place.plain());
        enter(policy, ScriptedCall.plain());
        policy.resize(1, 0);
        refused(policy.admit(ScriptedCall.plain()));
        policy.resize(1, 4);
        assertThat(((Admission.Queue) policy.admit(ScriptedCall.plain())).maxNanos())
                .isEqualTo(5_000_000);
    }

    @Test
    void wrongSizesChangeNothing() {
        BulkheadPolicy policy = plain(1, 5);
        assertThatThrownBy(() -> policy.resize(0, 5)).isInstanceOf(BadDefinition.class);
        assertThatThrownBy(() -> policy.resize(1, -5)).isInstanceOf(BadDefinition.class);
        assertThat(policy.limit()).isEqualTo(1);
        assertThat(policy.queue()).isEqualTo(5);
    }

    @Test
    void leavingTwiceIsDetected() {
        BulkheadPolicy policy = plain(8, 0);
        ScriptedCall call = ScriptedCall.plain();
        Pass pass = enter(policy, call);
        leave(policy, call, pass);
        assertThatThrownBy(() -> policy.settle(call, pass, null, null)).isInstanceOf(IllegalStateException.class);
        for (int i = 0; i < 8; i++) {
            enter(policy, ScriptedCall.plain());
        }
        refused(policy.admit(ScriptedCall.plain()));
    }

    @Test
    void showsItsReadings() {
        assertThat(plain(1, 0).readings())
                .extracting(Reading::name)
                .containsExactly("permits.used", "permits.limit", "waiting");
        assertThat(keyed(1, 0, 1).readings())
                .extracting(Reading::name)
                .containsExactly("keys", "keys.evicted", "permits.used", "permits.limit", "waiting");
    }

    @Test
    void roomNamesItselfAndSharesByName() {
        BulkheadRoom room = new BulkheadRoom();
        assertThat(room.name()).isEqualTo("bulkhead");
        assertThat(room.annotation()).isEqualTo(Bulkhead.class);
        assertThat(room.keepsKeys()).isTrue();
        assertThat(room.sharedAs(new BulkheadConfig("db", 1, 0, NO_END))).isEqualTo("db");
        assertThat(room.open(new BulkheadConfig("db", 1, 0, NO_END), place.plain()))
                .isInstanceOf(BulkheadControl.class)
                .satisfies(policy -> assertThat(policy.readsValue()).isFalse());
    }

    @Test
    void entersAndLeavesWithoutAllocating() {
        BulkheadPolicy policy = keyed(10, 0, 10);
        ScriptedCall call = ScriptedCall.of("ann");
        Allocation.assertNone(() -> policy.settle(call, (Pass) policy.admit(call), null, null));
    }
}
