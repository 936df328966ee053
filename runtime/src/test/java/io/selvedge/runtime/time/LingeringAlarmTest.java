package io.selvedge.runtime.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Alarms whose entries may stay in the timer, which nobody must notice. */
@Timeout(120)
class LingeringAlarmTest {
    private static final long MILLI = 1_000_000;
    private static final long HOUR = TimeUnit.HOURS.toNanos(1);
    private static final int MANY = 200_000;

    private final SystemTime time = new SystemTime(MILLI);
    private final SystemTime other = new SystemTime(MILLI);

    /** Tells when it rang. */
    private static final class Habit extends LingeringAlarm {
        final AtomicInteger rings = new AtomicInteger();
        private volatile CountDownLatch ring = new CountDownLatch(1);
        private volatile long rangAtNanos;

        Habit(boolean lingers) {
            super(lingers);
        }

        @Override
        protected void ring() {
            rangAtNanos = SystemTime.now();
            rings.incrementAndGet();
            ring.countDown();
        }

        long awaitRing() throws InterruptedException {
            assertThat(ring.await(30, TimeUnit.SECONDS)).as("rang").isTrue();
            ring = new CountDownLatch(1);
            return rangAtNanos;
        }
    }

    @AfterEach
    void close() {
        time.close();
        other.close();
    }

    @Test
    void disarmTellsWhetherTheAlarmWillRing() throws InterruptedException {
        for (boolean lingers : new boolean[] {true, false}) {
            Habit alarm = new Habit(lingers);
            assertThat(time.disarm(alarm)).as("never armed").isFalse();
            for (int i = 0; i < 3; i++) {
                time.arm(alarm, time.nanos() + HOUR);
                assertThat(time.armed()).isEqualTo(1);
                assertThatIllegalStateException().isThrownBy(() -> time.arm(alarm, 0));
                assertThat(time.disarm(alarm)).as("armed").isTrue();
                assertThat(time.disarm(alarm)).as("disarmed").isFalse();
                assertThat(time.armed()).isZero();
            }
            time.arm(alarm, time.nanos());
            alarm.awaitRing();
            assertThat(time.disarm(alarm)).as("rung").isFalse();
            assertThat(alarm.rings).hasValue(1);
        }
    }

    @Test
    void ringsNeverEarlyThoughItsEntryStandsEarlierOrLater() throws InterruptedException {
        Habit alarm = new Habit(true);
        for (int i = 0; i < 100; i++) {
            time.arm(alarm, time.nanos() + (i % 2 == 0 ? HOUR : MILLI / 10));
            if (!time.disarm(alarm)) {
                alarm.awaitRing();
            }
            int before = alarm.rings.get();
            long at = time.nanos() + i * 50_000L;
            time.arm(alarm, at);
            assertThat(alarm.awaitRing()).isGreaterThanOrEqualTo(at);
            assertThat(alarm.rings).hasValue(before + 1);
        }
    }

    @Test
    void ringsAtAMomentBehindSeveralLooks() throws InterruptedException {
        Habit alarm = new Habit(true);
        time.arm(alarm, time.nanos() + HOUR);
        time.disarm(alarm);
        long at = time.nanos() + 2 * Watch.LATER_NANOS + 1;
        time.arm(alarm, at);
        assertThat(alarm.awaitRing()).isGreaterThanOrEqualTo(at);
    }

    @Test
    void manyShortCallsUnderAnHourLeaveNothing() throws InterruptedException {
        Habit alarm = new Habit(true);
        for (int i = 0; i < MANY; i++) {
            time.arm(alarm, time.nanos() + HOUR);
            assertThat(time.disarm(alarm)).isTrue();
        }
        Thread thread = time.thread();
        if (thread != null) {
            thread.join(30_000);
            assertThat(thread.isAlive())
                    .as("the timer's thread, with nothing to wait for")
                    .isFalse();
        }
        time.arm(alarm, time.nanos());
        alarm.awaitRing();
    }

    @Test
    void movesFromOneTimerToAnother() throws InterruptedException {
        Habit alarm = new Habit(true);
        for (int i = 0; i < 100; i++) {
            SystemTime mine = i % 2 == 0 ? time : other;
            mine.arm(alarm, mine.nanos() + HOUR);
            assertThat(mine.disarm(alarm)).isTrue();
            assertThat(time.armed() + other.armed()).isZero();
        }
        other.arm(alarm, 0);
        alarm.awaitRing();
        assertThat(alarm.rings).hasValue(1);
        assertThat(time.armed() + other.armed()).isZero();
    }
}
