package io.selvedge.runtime.gate;

import static io.selvedge.runtime.gate.Gate.Joined.ENTERED;
import static io.selvedge.runtime.gate.Gate.Joined.FULL;
import static io.selvedge.runtime.gate.Gate.Joined.GONE;
import static io.selvedge.runtime.gate.Gate.Joined.WAITING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PermitsTest {
    private final List<Guest> arrivals = Guest.newArrivals();
    private long nextId = 1;

    private Guest guest() {
        return new Guest(nextId++, arrivals);
    }

    private static Permits full(int limit, int queue) {
        Permits permits = new Permits(limit, queue);
        for (int i = 0; i < limit; i++) {
            assertThat(permits.tryEnter()).isEqualTo(ENTERED);
        }
        return permits;
    }

    private Guest waitingAt(Gate gate) {
        Guest guest = guest();
        assertThat(gate.join(guest)).isEqualTo(WAITING);
        return guest;
    }

    private static void assertAllAtHome(Permits permits, int limit) {
        assertThat(permits.used()).isZero();
        assertThat(permits.waiting()).isZero();
        assertThat(permits.limit()).isEqualTo(limit);
        for (int i = 0; i < limit; i++) {
            assertThat(permits.tryEnter()).isEqualTo(ENTERED);
        }
        assertThat(permits.tryEnter()).isNotEqualTo(ENTERED);
    }

    @Test
    void letsInAsManyAsTheLimitAndNoMore() {
        Permits permits = new Permits(3, 0);
        assertThat(List.of(permits.tryEnter(), permits.tryEnter(), permits.tryEnter(), permits.tryEnter()))
                .containsExactly(ENTERED, ENTERED, ENTERED, FULL);
        assertThat(permits.used()).isEqualTo(3);
        permits.leave();
        assertThat(permits.tryEnter()).isEqualTo(ENTERED);
    }

    @Test
    void joiningEntersAtOnceWhileThereIsRoom() {
        Permits permits = new Permits(1, 1);
        Guest guest = guest();
        assertThat(permits.join(guest)).isEqualTo(ENTERED);
        assertThat(guest.in()).as("told though it was never in line").isFalse();
        assertThat(permits.withdraw(guest)).isFalse();
    }

    @Test
    void lineIsBounded() {
        Permits permits = full(1, 2);
        waitingAt(permits);
        assertThat(permits.tryEnter()).isEqualTo(WAITING);
        waitingAt(permits);
        assertThat(permits.tryEnter()).isEqualTo(FULL);
        assertThat(permits.join(guest())).isEqualTo(FULL);
        assertThat(permits.waiting()).isEqualTo(2);
    }

    @Test
    void isFullWhereTheNextOneWouldBeTurnedAway() {
        Permits permits = new Permits(1, 1);
        assertThat(permits.isFull()).isFalse();
        assertThat(permits.tryEnter()).isEqualTo(ENTERED);
        assertThat(permits.isFull()).as("there is room in line").isFalse();
        waitingAt(permits);
        assertThat(permits.isFull()).isTrue();
        permits.leave();
        assertThat(permits.isFull()).isFalse();
        permits.leave();
        assertThat(permits.retire()).isTrue();
        assertThat(permits.isFull()).as("another gate may have room").isFalse();
    }

    @Test
    void firstComeIsFirstServed() {
        Permits permits = full(2, 10);
        List<Guest> line = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            line.add(waitingAt(permits));
        }
        for (int i = 0; i < 5; i++) {
            permits.leave();
        }
        assertThat(arrivals).containsExactlyElementsOf(line);
        assertThat(permits.used()).isEqualTo(2);
    }

    @Test
    void permitPassesToTheHeadAndNobodyGetsAheadOfThoseWhoWait() {
        Permits permits = full(1, 10);
        Guest first = waitingAt(permits);
        Guest second = waitingAt(permits);
        permits.leave();
        assertThat(first.in()).isTrue();
        assertThat(permits.used()).isEqualTo(1);
        assertThat(permits.tryEnter()).isEqualTo(WAITING);
        Guest late = waitingAt(permits);
        permits.leave();
        permits.leave();
        assertThat(arrivals).containsExactly(first, second, late);
    }

    @Test
    void whoWithdrawsIsNeverLetInAndTheOthersKeepTheirOrder() {
        Permits permits = full(1, 10);
        List<Guest> line = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            line.add(waitingAt(permits));
        }
        for (int gone : new int[] {0, 2, 5}) {
            assertThat(permits.withdraw(line.get(gone))).isTrue();
            assertThat(permits.withdraw(line.get(gone))).as("twice").isFalse();
        }
        assertThat(permits.waiting()).isEqualTo(3);
        Guest late = waitingAt(permits);
        for (int i = 0; i < 5; i++) {
            permits.leave();
        }
        assertThat(arrivals).containsExactly(line.get(1), line.get(3), line.get(4), late);
        assertAllAtHome(permits, 1);
    }

    @Test
    void whoWasLetInCannotWithdrawAndHasToGiveBack() {
        Permits permits = full(1, 1);
        Guest guest = waitingAt(permits);
        permits.leave();
        assertThat(permits.withdraw(guest)).isFalse();
        assertThat(permits.used()).isEqualTo(1);
        permits.leave();
        assertAllAtHome(permits, 1);
    }

    @Test
    void withdrawingWithoutHavingJoinedDoesNothing() {
        Permits permits = full(1, 1);
        assertThat(permits.withdraw(guest())).isFalse();
        Guest elsewhere = waitingAt(full(1, 1));
        waitingAt(permits);
        assertThat(permits.withdraw(elsewhere)).isFalse();
        assertThat(permits.waiting()).isEqualTo(1);
    }

    @Test
    void waiterStandsInLineOnce() {
        Permits permits = full(1, 5);
        Guest guest = waitingAt(permits);
        permits.withdraw(guest);
        assertThatIllegalStateException().isThrownBy(() -> permits.join(guest)).withMessageContaining("once");
        assertThat(permits.waiting()).isZero();
        permits.leave();
        assertAllAtHome(permits, 1);
    }

    @Test
    void leavingOnceTooOftenIsDetectedAndMakesNoPermit() {
        Permits permits = new Permits(2, 5);
        assertThatIllegalStateException().isThrownBy(permits::leave).withMessageContaining("nobody holds");
        permits.tryEnter();
        permits.leave();
        assertThatIllegalStateException().isThrownBy(permits::leave);
        assertAllAtHome(permits, 2);
    }

    @Test
    void growingLetsInAsManyAsNowFit() {
        Permits permits = full(1, 10);
        Guest a = waitingAt(permits);
        Guest b = waitingAt(permits);
        Guest c = waitingAt(permits);
        permits.resize(3, 10);
        assertThat(arrivals).containsExactly(a, b);
        assertThat(permits.used()).isEqualTo(3);
        assertThat(permits.waiting()).isEqualTo(1);
        permits.leave();
        assertThat(arrivals).containsExactly(a, b, c);
        assertThat(permits.used()).isEqualTo(3);
    }

    @Test
    void growingFurtherThanTheLineLeavesTheRestFree() {
        Permits permits = full(1, 10);
        waitingAt(permits);
        permits.resize(4, 10);
        assertThat(permits.used()).isEqualTo(2);
        assertThat(permits.tryEnter()).isEqualTo(ENTERED);
    }

    @Test
    void shrinkingLetsThoseWhoAreInFinish() {
        Permits permits = full(3, 10);
        Guest guest = waitingAt(permits);
        permits.resize(1, 10);
        permits.leave();
        permits.leave();
        assertThat(guest.in()).as("let in above the new limit").isFalse();
        assertThat(permits.used()).isEqualTo(1);
        assertThat(permits.tryEnter()).isEqualTo(WAITING);
        permits.leave();
        assertThat(guest.in()).isTrue();
        permits.leave();
        assertAllAtHome(permits, 1);
    }

    @Test
    void shorterLineSendsNobodyAway() {
        Permits permits = full(1, 3);
        waitingAt(permits);
        waitingAt(permits);
        permits.resize(1, 1);
        assertThat(permits.waiting()).isEqualTo(2);
        assertThat(permits.join(guest())).isEqualTo(FULL);
        permits.leave();
        assertThat(permits.join(guest())).isEqualTo(FULL);
        permits.leave();
        assertThat(permits.join(guest())).isEqualTo(WAITING);
        assertThat(permits.queue()).isEqualTo(1);
    }

    @Test
    void retiresOnlyWhenNothingIsHeldAndThenForEver() {
        Permits permits = full(1, 1);
        assertThat(permits.retire()).isFalse();
        waitingAt(permits);
        permits.leave();
        assertThat(permits.retire()).isFalse();
        permits.leave();
        assertThat(permits.retire()).isTrue();
        assertThat(permits.retire()).as("twice").isFalse();
        assertThat(permits.tryEnter()).isEqualTo(GONE);
        assertThat(permits.join(guest())).isEqualTo(GONE);
        permits.resize(5, 5);
        assertThat(permits.tryEnter()).isEqualTo(GONE);
        assertThatIllegalStateException().isThrownBy(permits::leave);
        assertThat(permits.used()).isZero();
    }

    @Test
    void tellsWaitersOutsideItsLock() throws Exception {
        Permits permits = full(1, 5);
        CompletableFuture<Gate.Joined> seen = new CompletableFuture<>();
        permits.join(new Waiter(1) {
            @Override
            protected void granted() {
                joinElsewhere(permits, seen);
            }

            @Override
            protected void sentAway() {
                throw new AssertionError();
            }
        });
        permits.leave();
        assertThat(seen).isCompletedWithValue(WAITING);
    }

    private void joinElsewhere(Permits permits, CompletableFuture<Gate.Joined> seen) {
        Thread other = new Thread(() -> seen.complete(permits.join(guest())));
        other.start();
        try {
            other.join(TimeUnit.SECONDS.toMillis(20));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void clearingSendsAwayAllWhoWaitAndNobodyElse() {
        Permits permits = full(2, 10);
        List<Guest> line = List.of(waitingAt(permits), waitingAt(permits), waitingAt(permits));
        assertThat(permits.clear()).isEqualTo(3);
        assertThat(line).allMatch(guest -> guest.timesSentAway() == 1 && guest.wasSentAway() && !guest.in());
        assertThat(permits.waiting()).isZero();
        assertThat(permits.used()).as("those who are in").isEqualTo(2);

        Guest later = waitingAt(permits);
        permits.leave();
        assertThat(later.in() && !later.wasSentAway()).isTrue();
        permits.leave();
        permits.leave();
        assertAllAtHome(permits, 2);
    }

    @Test
    void whoWasSentAwayCannotWithdrawAndHoldsNothing() {
        Permits permits = full(1, 1);
        Guest guest = waitingAt(permits);
        permits.clear();
        assertThat(permits.withdraw(guest)).isFalse();
        assertThat(guest.wasSentAway()).isTrue();
        permits.leave();
        assertAllAtHome(permits, 1);
    }

    @Test
    void clearingAnEmptyLineDoesNothing() {
        Permits permits = full(1, 1);
        assertThat(permits.clear()).isZero();
        waitingAt(permits);
        permits.leave();
        assertThat(permits.clear()).isZero();
        permits.leave();
        assertAllAtHome(permits, 1);
    }

    @Test
    void clearingTellsWaitersOutsideItsLock() throws Exception {
        Permits permits = full(1, 5);
        CompletableFuture<Gate.Joined> seen = new CompletableFuture<>();
        permits.join(new Waiter(1) {
            @Override
            protected void granted() {
                throw new AssertionError();
            }

            @Override
            protected void sentAway() {
                joinElsewhere(permits, seen);
            }
        });
        permits.clear();
        assertThat(seen).isCompletedWithValue(WAITING);
    }

    @Test
    void letsAHundredThousandInWithoutRecursion() {
        int crowd = 100_000;
        Permits permits = full(1, crowd);
        for (int i = 0; i < crowd; i++) {
            waitingAt(permits);
        }
        permits.resize(crowd + 1, 0);
        assertThat(arrivals).hasSize(crowd).isSortedAccordingTo((a, b) -> Long.compare(a.callId(), b.callId()));
        assertThat(permits.used()).isEqualTo(crowd + 1);
    }

    @Test
    void takesTheGreatestSizesThatItPromises() {
        Permits permits = new Permits(Permits.MOST, Permits.MOST);
        assertThat(permits.limit()).isEqualTo(Permits.MOST);
        for (int i = 0; i < Permits.MOST; i++) {
            permits.tryEnter();
        }
        assertThat(permits.tryEnter()).isEqualTo(WAITING);
        assertThat(permits.used()).isEqualTo(Permits.MOST);
        assertThat(permits.waiting()).isZero();
    }

    @Test
    void refusesSizesThatCannotWork() {
        Permits permits = new Permits(1, 1);
        for (int[] wrong : new int[][] {{0, 0}, {-1, 0}, {1, -1}, {Permits.MOST + 1, 0}, {1, Permits.MOST + 1}}) {
            assertThatIllegalArgumentException().isThrownBy(() -> new Permits(wrong[0], wrong[1]));
            assertThatIllegalArgumentException().isThrownBy(() -> permits.resize(wrong[0], wrong[1]));
        }
        assertThat(permits.limit()).isEqualTo(1);
        assertThat(permits.queue()).isEqualTo(1);
    }

    @Test
    void entersAndLeavesWithoutAllocating() {
        Permits permits = new Permits(10, 0);
        Allocation.assertNone(() -> {
            permits.tryEnter();
            permits.leave();
        });
    }
}
