package io.selvedge.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.selvedge.runtime.time.Alarm;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class VirtualTimeTest {
    private static final long NEVER = Long.MAX_VALUE;
    private static final long SHORT_REAL_LIMIT = TimeUnit.MILLISECONDS.toNanos(20);

    private final VirtualTime time = new VirtualTime();
    private final List<String> rang = new ArrayList<>();

    @Test
    void standsStillUntilItIsMoved() {
        assertThat(time.nanos()).isZero();
        time.advance(Duration.ofMillis(3));
        assertThat(time.nanos()).isEqualTo(3_000_000);
        time.advanceTo(5_000_000);
        assertThat(time.nanos()).isEqualTo(5_000_000);
        assertThat(new VirtualTime(7).nanos()).isEqualTo(7);
    }

    @Test
    void neverRunsBackwards() {
        time.advanceTo(5);
        assertThatIllegalArgumentException().isThrownBy(() -> time.advanceTo(4));
        assertThatIllegalArgumentException().isThrownBy(() -> time.advance(Duration.ofNanos(-1)));
    }

    @Test
    void ringsAtTheVeryMomentInOrderOfMomentsThenOfArming() {
        arm("c", 20);
        arm("a", 10);
        arm("b", 10);
        arm("later", 31);
        time.advanceTo(30);
        assertThat(rang).containsExactly("a at 10", "b at 10", "c at 20");
        assertThat(time.nanos()).isEqualTo(30);
        assertThat(time.armed()).isEqualTo(1);
    }

    @Test
    void whatIsPastRingsAtTheNextStep() {
        time.advanceTo(10);
        arm("past", 3);
        time.advance(Duration.ZERO);
        assertThat(rang).containsExactly("past at 10");
    }

    @Test
    void anAlarmMayArmOthersThatComeDueInTheSameStep() {
        time.arm(alarm(() -> arm("second", 15)), 10);
        time.advanceTo(20);
        assertThat(rang).containsExactly("second at 15");
    }

    @Test
    void disarmTellsWhetherTheAlarmWillRing() {
        Alarm alarm = alarm(() -> rang.add("rang"));
        assertThat(time.disarm(alarm)).as("never armed").isFalse();
        time.arm(alarm, 10);
        assertThatIllegalStateException().isThrownBy(() -> time.arm(alarm, 10));
        assertThat(time.disarm(alarm)).as("armed").isTrue();
        assertThat(time.disarm(alarm)).as("disarmed").isFalse();
        time.advanceTo(20);
        assertThat(rang).isEmpty();
        time.arm(alarm, 20);
        time.advanceTo(20);
        assertThat(time.disarm(alarm)).as("rung").isFalse();
        assertThat(rang).hasSize(1);
    }

    @Test
    void anAlarmThatRingsIsNoLongerArmed() {
        AtomicBoolean disarmed = new AtomicBoolean(true);
        Alarm[] self = new Alarm[1];
        self[0] = alarm(() -> disarmed.set(time.disarm(self[0])));
        time.arm(self[0], 1);
        time.advanceTo(1);
        assertThat(disarmed).isFalse();
    }

    @Test
    void aPauseOfTheOwnerMovesTheClock() throws InterruptedException {
        arm("inside", 40);
        time.pause(50);
        assertThat(rang).containsExactly("inside at 40");
        assertThat(time.nanos()).isEqualTo(50);
        time.pause(0);
        assertThat(time.nanos()).isEqualTo(50);
    }

    @Test
    void anAlarmCanInterruptThePauseOfItsOwnerAtThatMoment() {
        time.arm(alarm(Thread.currentThread()::interrupt), 30);
        arm("afterwards", 40);
        assertThatThrownBy(() -> time.pause(50)).isInstanceOf(InterruptedException.class);
        assertThat(time.nanos()).isEqualTo(30);
        assertThat(rang).isEmpty();
    }

    @Test
    void theOwnerStepsFromAlarmToAlarmUntilItsConditionHolds() throws InterruptedException {
        arm("one", 10);
        arm("two", 20);
        arm("three", 30);
        assertThat(time.await(() -> rang.size() == 2, NEVER)).isTrue();
        assertThat(time.nanos()).isEqualTo(20);
        assertThat(time.await(() -> true, NEVER)).isTrue();
        assertThat(time.nanos()).isEqualTo(20);
    }

    @Test
    void theOwnersWaitEndsAtItsMomentWithEverythingRungThatIsDueThen() throws InterruptedException {
        arm("at the end", 25);
        arm("at the end too", 25);
        arm("past the end", 26);
        assertThat(time.await(() -> false, 25)).isFalse();
        assertThat(rang).containsExactly("at the end at 25", "at the end too at 25");
        assertThat(time.nanos()).isEqualTo(25);
        assertThat(time.await(() -> false, 3)).as("an end that is past").isFalse();
        assertThat(time.nanos()).isEqualTo(25);
    }

    @Test
    void anAlarmAtTheVeryEndMayStillMakeTheConditionTrue() throws InterruptedException {
        arm("granted", 25);
        assertThat(time.await(() -> !rang.isEmpty(), 25)).isTrue();
    }

    @Test
    void theOwnerWaitsForOthersWhereThereIsNothingToStepTo() throws InterruptedException {
        AtomicBoolean open = new AtomicBoolean();
        Thread owner = Thread.currentThread();
        try (Roles roles = new Roles()) {
            roles.start("opener", () -> {
                time.awaitParked(1);
                open.set(true);
                LockSupport.unpark(owner);
            });
            assertThat(time.await(open::get, NEVER)).isTrue();
        }
        assertThat(time.nanos()).isZero();
    }

    @Test
    void theOwnerStepsOnAsSoonAsAnotherThreadArmsAnAlarm() throws InterruptedException {
        try (Roles roles = new Roles()) {
            roles.start("armer", () -> {
                time.awaitParked(1);
                arm("theirs", 70);
            });
            assertThat(time.await(() -> !rang.isEmpty(), NEVER)).isTrue();
        }
        assertThat(rang).containsExactly("theirs at 70");
    }

    @Test
    void othersAreBlockedUntilTheOwnerMovesTheClock() throws InterruptedException {
        AtomicInteger over = new AtomicInteger();
        try (Roles roles = new Roles()) {
            for (long pause : new long[] {10, 20, 30}) {
                roles.start("pauses " + pause, () -> {
                    time.pause(pause);
                    over.incrementAndGet();
                });
            }
            time.awaitParked(3);
            time.advanceTo(20);
            roles.join("pauses 10");
            roles.join("pauses 20");
            assertThat(over).hasValue(2);
            assertThat(time.parked()).isEqualTo(1);
            time.advanceTo(30);
        }
        assertThat(over).hasValue(3);
        assertThat(time.parked()).isZero();
    }

    @Test
    void othersLeaveWhenTheirConditionHoldsOrTheyAreInterrupted() throws InterruptedException {
        AtomicBoolean open = new AtomicBoolean();
        try (Roles roles = new Roles()) {
            Thread waiter = roles.start(
                    "waiter", () -> assertThat(time.await(open::get, NEVER)).isTrue());
            Thread interrupted = roles.start(
                    "interrupted",
                    () -> assertThatThrownBy(() -> time.await(open::get, 10)).isInstanceOf(InterruptedException.class));
            time.awaitParked(2);
            interrupted.interrupt();
            roles.join("interrupted");
            assertThat(time.parked()).isEqualTo(1);
            open.set(true);
            assertThat(time.parked()).as("a thread that may go does not count").isZero();
            LockSupport.unpark(waiter);
        }
    }

    @Test
    void othersAreToldWhenTheirTimeIsOver() {
        try (Roles roles = new Roles()) {
            roles.start("waiter", () -> assertThat(time.await(() -> false, 10)).isFalse());
            time.awaitParked(1);
            time.advanceTo(10);
        }
    }

    @Test
    void onlyTheOwnerMovesTheClock() {
        try (Roles roles = new Roles()) {
            roles.start(
                    "other",
                    () -> assertThatIllegalStateException()
                            .isThrownBy(() -> time.advanceTo(1))
                            .withMessageContaining("Only the thread that made this time"));
        }
        assertThat(time.nanos()).isZero();
    }

    @Test
    void aWaitThatNothingCanEndFailsAndTellsWhy() {
        VirtualTime stuck = new VirtualTime(0, 1, SHORT_REAL_LIMIT);
        stuck.arm(alarm(() -> {}), NEVER);
        assertThatThrownBy(() -> stuck.await(() -> false, NEVER))
                .isInstanceOf(AssertionError.class)
                .hasMessageContainingAll(
                        "1 armed", "waits without end", Thread.currentThread().getName());
        assertThatThrownBy(() -> stuck.awaitParked(1)).isInstanceOf(AssertionError.class);
    }

    @Test
    void anotherThreadsWaitFailsTooWhenNobodyMovesTheClock() {
        VirtualTime stuck = new VirtualTime(0, 1, SHORT_REAL_LIMIT);
        try (Roles roles = new Roles()) {
            roles.start(
                    "forgotten",
                    () -> assertThatThrownBy(() -> stuck.pause(5))
                            .isInstanceOf(AssertionError.class)
                            .hasMessageContaining("forgotten waits until 5ns"));
        }
    }

    @Test
    void theSameSeedGivesTheSameNumbers() {
        List<Double> first = numbers(new VirtualTime(0, 42));
        assertThat(first).isEqualTo(numbers(new VirtualTime(0, 42)));
        assertThat(first).doesNotContainAnyElementsOf(numbers(new VirtualTime(0, 43)));
        assertThat(first).allMatch(number -> number >= 0 && number < 1);
    }

    @Test
    void tellsItsSeed() {
        assertThat(new VirtualTime(1_500_000_000, 42))
                .hasToString("VirtualTime at 1500ms, 0 armed, 0 parked, -Dselvedge.seed=42");
    }

    private static List<Double> numbers(VirtualTime time) {
        return Stream.generate(time::random).limit(20).toList();
    }

    private void arm(String name, long atNanos) {
        time.arm(alarm(() -> rang.add(name + " at " + time.nanos())), atNanos);
    }

    private static Alarm alarm(Runnable action) {
        return new Alarm() {
            @Override
            protected void ring() {
                action.run();
            }
        };
    }
}
