package io.selvedge.runtime.gate;

import static io.selvedge.runtime.gate.Gate.Joined.ENTERED;
import static io.selvedge.runtime.gate.Gate.Joined.FULL;
import static io.selvedge.runtime.gate.Gate.Joined.GONE;
import static io.selvedge.runtime.gate.Gate.Joined.WAITING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import org.junit.jupiter.api.Test;

class LaneTest {
    private final List<Guest> arrivals = Guest.newArrivals();

    private Guest waiting(Lane lane, long callId) {
        Guest guest = new Guest(callId, arrivals);
        assertThat(lane.join(guest)).isEqualTo(WAITING);
        return guest;
    }

    private static Lane heldBy(long callId, int queue) {
        Lane lane = new Lane(queue);
        assertThat(lane.tryEnter(callId)).isEqualTo(ENTERED);
        return lane;
    }

    private static void assertFree(Lane lane) {
        assertThat(lane.holder()).isZero();
        assertThat(lane.waiting()).isZero();
        assertThat(lane.retire()).isTrue();
    }

    @Test
    void oneIsInAndItsCallIsKnown() {
        Lane lane = heldBy(7, 0);
        assertThat(lane.holder()).isEqualTo(7);
        assertThat(lane.tryEnter(8)).isEqualTo(FULL);
        assertThat(lane.join(new Guest(9, arrivals))).isEqualTo(FULL);
        lane.leave();
        assertThat(lane.holder()).isZero();
        assertThat(lane.join(new Guest(9, arrivals))).isEqualTo(ENTERED);
        assertThat(lane.holder()).isEqualTo(9);
        assertThat(arrivals).isEmpty();
    }

    @Test
    void whoFindsNobodyInLineIsFirstAndTheOthersAreNot() {
        Lane lane = heldBy(1, 10);
        assertThat(waiting(lane, 2).wasFirst()).isTrue();
        Guest second = waiting(lane, 3);
        lane.leave();
        assertThat(second.wasFirst()).as("it was not when it joined").isFalse();
        lane.leave();
        assertThat(waiting(lane, 4).wasFirst()).isTrue();
    }

    @Test
    void howSoonTheNextOneIsLetInIsGuessedFromTheLastOne() {
        Lane lane = heldBy(1, 10);
        assertThat(lane.letsInSoon()).isFalse();
        lane.letInAfter(50_000);
        assertThat(lane.letsInSoon()).isTrue();
        lane.letInAfter(50_001);
        assertThat(lane.letsInSoon()).isFalse();
    }

    @Test
    void clearingSendsAwayAllWhoWaitAndLeavesTheHolderIn() {
        Lane lane = heldBy(1, 10);
        List<Guest> line = List.of(waiting(lane, 2), waiting(lane, 3));
        assertThat(lane.clear()).isEqualTo(2);
        assertThat(line).allMatch(guest -> guest.timesSentAway() == 1 && !guest.in());
        assertThat(lane.holder()).isEqualTo(1);
        lane.leave();
        assertFree(lane);
    }

    @Test
    void firstComeIsFirstServedAndTheHolderChangesWithTheTurn() {
        Lane lane = heldBy(1, 10);
        Guest two = waiting(lane, 2);
        Guest three = waiting(lane, 3);
        lane.leave();
        assertThat(lane.holder()).isEqualTo(2);
        assertThat(lane.tryEnter(4)).as("got ahead").isEqualTo(WAITING);
        lane.leave();
        assertThat(lane.holder()).isEqualTo(3);
        assertThat(arrivals).containsExactly(two, three);
        lane.leave();
        assertFree(lane);
    }

    @Test
    void lineIsBounded() {
        Lane lane = heldBy(1, 1);
        assertThat(lane.tryEnter(2)).isEqualTo(WAITING);
        waiting(lane, 2);
        assertThat(lane.tryEnter(3)).isEqualTo(FULL);
        assertThat(lane.join(new Guest(3, arrivals))).isEqualTo(FULL);
        assertThat(lane.waiting()).isEqualTo(1);
    }

    @Test
    void whoWithdrawsIsNeverLetIn() {
        Lane lane = heldBy(1, 10);
        Guest two = waiting(lane, 2);
        Guest three = waiting(lane, 3);
        assertThat(lane.withdraw(two)).isTrue();
        lane.leave();
        assertThat(arrivals).containsExactly(three);
        assertThat(lane.withdraw(three)).isFalse();
        lane.leave();
        assertFree(lane);
    }

    @Test
    void isFreeAgainAfterTheLastWaiterHasWithdrawn() {
        Lane lane = heldBy(1, 10);
        lane.withdraw(waiting(lane, 2));
        lane.leave();
        assertThat(lane.tryEnter(3)).isEqualTo(ENTERED);
        lane.leave();
        assertFree(lane);
    }

    @Test
    void callsOfTheHolderEnterBesideItAndTheTurnEndsWithTheLastOfThem() {
        Lane lane = heldBy(1, 10);
        Guest two = waiting(lane, 2);
        assertThat(lane.enterBeside(1)).isTrue();
        assertThat(lane.enterBeside(1)).isTrue();
        lane.leave();
        lane.leave();
        assertThat(two.in()).as("let in while a call of the holder runs").isFalse();
        assertThat(lane.holder()).isEqualTo(1);
        lane.leave();
        assertThat(two.in()).isTrue();
        assertThat(lane.holder()).isEqualTo(2);
        lane.leave();
        assertFree(lane);
    }

    @Test
    void nobodyEntersBesideACallThatDoesNotHoldTheTurn() {
        Lane lane = new Lane(10);
        assertThat(lane.enterBeside(0)).isFalse();
        assertThat(lane.enterBeside(1)).isFalse();
        lane.tryEnter(2);
        assertThat(lane.enterBeside(1)).isFalse();
        assertThat(lane.enterBeside(0)).isFalse();
        lane.leave();
        assertThat(lane.retire()).isTrue();
        assertThat(lane.enterBeside(2)).isFalse();
        assertThat(lane.enterBeside(0)).isFalse();
        assertThat(lane.enterBeside(Long.MAX_VALUE)).isFalse();
    }

    @Test
    void leavingOnceTooOftenIsDetectedAndTheTurnStaysFree() {
        Lane lane = new Lane(1);
        assertThatIllegalStateException().isThrownBy(lane::leave).withMessageContaining("nobody holds");
        lane.tryEnter(1);
        waiting(lane, 2);
        lane.leave();
        lane.leave();
        assertThatIllegalStateException().isThrownBy(lane::leave);
        assertFree(lane);
    }

    @Test
    void retiresOnlyWhenFreeAndThenForEver() {
        Lane lane = heldBy(1, 1);
        assertThat(lane.retire()).isFalse();
        lane.leave();
        assertThat(lane.retire()).isTrue();
        assertThat(lane.retire()).as("twice").isFalse();
        assertThat(lane.tryEnter(2)).isEqualTo(GONE);
        assertThat(lane.join(new Guest(2, arrivals))).isEqualTo(GONE);
        assertThat(lane.holder()).isZero();
        assertThatIllegalStateException().isThrownBy(lane::leave);
    }

    @Test
    void knowsHoldersWithGreatNumbers() {
        long great = 1L << 61;
        Lane lane = heldBy(great, 1);
        waiting(lane, great + 1);
        assertThat(lane.holder()).isEqualTo(great);
        lane.leave();
        assertThat(lane.holder()).isEqualTo(great + 1);
    }

    @Test
    void refusesANegativeQueue() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Lane(-1));
    }

    @Test
    void entersAndLeavesWithoutAllocating() {
        Lane lane = new Lane(10);
        Allocation.assertNone(() -> {
            lane.tryEnter(1);
            lane.leave();
        });
    }
}
