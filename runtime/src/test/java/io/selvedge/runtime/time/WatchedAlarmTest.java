package io.selvedge.runtime.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Alarms that are armed so often that they are armed without a look at the clock. */
@Timeout(120)
class WatchedAlarmTest {
    private static final long MILLI = 1_000_000;
    private static final long SECOND = 1_000 * MILLI;
    private static final long HOUR = TimeUnit.HOURS.toNanos(1);

    private final SystemTime time = new SystemTime(MILLI);
    private final Stripe stripe = new Stripe(0);

    private static final class Limit extends LingeringAlarm {
        final AtomicInteger rings = new AtomicInteger();
        private final CountDownLatch rung = new CountDownLatch(1);
        private volatile long rangAtNanos;

        Limit(boolean lingers, long nanos) {
            super(lingers);
            lasts(nanos);
        }

        @Override
        protected void ring() {
            rangAtNanos = SystemTime.now();
            rings.incrementAndGet();
            rung.countDown();
        }

        long awaitRing() throws InterruptedException {
            assertThat(rung.await(30, TimeUnit.SECONDS)).as("rang").isTrue();
            return rangAtNanos;
        }

        void isUsed(int times) {
            for (int i = 0; i < times; i++) {
                assertThat(resumeUndated() || resume(HOUR)).isTrue();
                assertThat(rest()).isTrue();
            }
        }
    }

    @AfterEach
    void close() {
        time.close();
    }

    /** One that has been in the timer since 0, and is not looked at before it says so. */
    private Limit lingering(boolean lingers, long nanos) {
        Limit alarm = new Limit(lingers, nanos);
        stripe.add(alarm, 1, HOUR, 0);
        return alarm;
    }

    @ParameterizedTest(name = "{0}: a limit of {1} ms, armed {2} times in {3} us")
    @CsvSource({
        "true, 1000, 256, 10000",
        "false, 1000, 255, 10000",
        "false, 1000, 256, 10001",
        "true, 100, 256, 1000",
        "false, 100, 256, 1001",
        "false, 99, 2560, 990",
        "true, 3600000, 256, 10000",
        "false, 3600000, 2560, 100001",
    })
    void isWatchedWhereItIsArmedHundredsOfTimesInAHundredthOfItsLimitOrIn10Ms(
            boolean watched, long limitMillis, int times, long micros) {
        Limit alarm = lingering(true, limitMillis * MILLI);
        alarm.rest();
        alarm.isUsed(times);
        alarm.look(micros * 1_000);
        assertThat(alarm.isWatched()).isEqualTo(watched);
        assertThat(alarm.resumeUndated()).isEqualTo(watched);
    }

    @Test
    void oneThatDoesNotLingerIsNeverWatched() {
        Limit alarm = lingering(false, SECOND);
        alarm.rest();
        alarm.isUsed(10_000);
        alarm.look(10 * MILLI);
        assertThat(alarm.isWatched()).isFalse();
    }

    private Limit watched(long nanos) {
        Limit alarm = lingering(true, nanos);
        alarm.rest();
        alarm.isUsed(100_000);
        assertThat(stripe.pollDue(10 * MILLI)).isNull();
        assertThat(alarm.isWatched()).isTrue();
        return alarm;
    }

    @Test
    void isLookedAtOnceInAPeriodWhileItIsUsedHalfAsOftenAtLeastAndThenLeft() {
        Limit alarm = watched(SECOND);
        assertThat(alarm.atNanos).isEqualTo(20 * MILLI);
        alarm.isUsed(128);
        assertThat(stripe.pollDue(20 * MILLI)).isNull();
        assertThat(alarm.atNanos).isEqualTo(30 * MILLI);
        assertThat(alarm.isWatched()).isTrue();
        alarm.isUsed(127);
        assertThat(stripe.pollDue(30 * MILLI)).isNull();
        assertThat(alarm.isWatched()).isFalse();
        assertThat(alarm.atNanos).isEqualTo(30 * MILLI + Watch.SOON_NANOS);
        assertThat(stripe.pollDue(30 * MILLI + Watch.SOON_NANOS)).isNull();
        assertThat(stripe.size()).as("entries left").isZero();
    }

    @Test
    void aLimitTooShortForThePeriodIsArmedForAMomentAndStaysWatched() {
        Limit alarm = watched(SECOND);
        alarm.lasts(SECOND - 1);
        assertThat(alarm.resumeUndated()).isFalse();
        assertThat(alarm.resume(HOUR)).isTrue();
        assertThat(alarm.armed()).isTrue();
        assertThat(alarm.ringsAtNanos()).isEqualTo(HOUR);
        assertThat(alarm.rest()).isTrue();
        assertThat(alarm.isWatched()).isTrue();
    }

    @Test
    void isDatedByTheTimerAtItsNextLookAndThenRings() {
        Limit alarm = watched(SECOND);
        long began = SystemTime.now();
        alarm.isUsed(200);
        assertThat(alarm.resumeUndated()).isTrue();
        assertThat(stripe.armed()).isEqualTo(1);
        assertThat(stripe.pollDue(20 * MILLI)).isNull();
        long at = alarm.ringsAtNanos();
        assertThat(at).isBetween(began + SECOND, SystemTime.now() + SECOND);
        assertThat(alarm.atNanos).isEqualTo(30 * MILLI);
        // The same call as at the look before: no longer of many.
        assertThat(stripe.pollDue(30 * MILLI)).isNull();
        assertThat(alarm.atNanos).isEqualTo(Math.min(at, 30 * MILLI + Watch.SOON_NANOS));
        assertThat(stripe.pollDue(at - 1)).isNull();
        assertThat(alarm.ringsAtNanos()).isEqualTo(at);
        assertThat(stripe.pollDue(at)).isSameAs(alarm);
        assertThat(alarm.rest()).isFalse();
    }

    @Test
    void isDatedForGoodByTheTimerIfItIsNoLongerOneOfMany() {
        Limit alarm = watched(SECOND);
        assertThat(alarm.resumeUndated()).isTrue();
        assertThat(stripe.pollDue(20 * MILLI)).isNull();
        assertThat(alarm.atNanos).isEqualTo(Math.min(alarm.ringsAtNanos(), 20 * MILLI + Watch.SOON_NANOS));
        assertThat(alarm.rest()).isTrue();
        assertThat(alarm.isWatched()).isFalse();
    }

    @Test
    void isDatedByItsOwnerWhoNeedsTheMomentBeforeThat() {
        Limit alarm = watched(SECOND);
        long began = SystemTime.now();
        assertThat(alarm.resumeUndated()).isTrue();
        long at = alarm.ringsAtNanos();
        assertThat(at).isBetween(began + SECOND, SystemTime.now() + SECOND);
        assertThat(alarm.ringsAtNanos()).isEqualTo(at);
        assertThat(stripe.pollDue(at)).isSameAs(alarm);
        assertThat(alarm.ringsAtNanos()).as("rung, so now").isBetween(began, SystemTime.now());
    }

    @Test
    void endsAtTheEndOfTimeIfItsLengthGoesBeyond() {
        Limit alarm = watched(Long.MAX_VALUE);
        assertThat(alarm.resumeUndated()).isTrue();
        assertThat(alarm.ringsAtNanos()).isGreaterThan(TimeUnit.DAYS.toNanos(365 * 100));
        assertThat(alarm.rest()).isTrue();
        assertThat(alarm.resume(Long.MAX_VALUE)).isTrue();
        assertThat(alarm.ringsAtNanos()).isGreaterThan(TimeUnit.DAYS.toNanos(365 * 100));
        assertThat(alarm.rest()).isTrue();
        assertThat(alarm.isWatched()).isTrue();
    }

    @Test
    void ringsNeverEarlyOnTheMachinesClock() throws InterruptedException {
        for (int i = 0; i < 3; i++) {
            Limit alarm = new Limit(true, 100 * MILLI);
            while (!time.armUndated(alarm)) {
                time.arm(alarm, time.nanos() + HOUR);
                assertThat(time.disarm(alarm)).isTrue();
            }
            assertThat(time.disarm(alarm)).isTrue();
            long began;
            do {
                began = time.nanos();
            } while (!time.armUndated(alarm));
            assertThat(alarm.awaitRing()).isGreaterThanOrEqualTo(began + 100 * MILLI);
            assertThat(time.disarm(alarm)).isFalse();
            assertThat(alarm.rings).hasValue(1);
            assertThat(time.armed()).isZero();
        }
    }
}
