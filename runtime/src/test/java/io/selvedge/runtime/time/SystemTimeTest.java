package io.selvedge.runtime.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.selvedge.runtime.work.EngineExecutor;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class SystemTimeTest {
    private static final long MILLI = 1_000_000;
    private static final long HOUR = TimeUnit.HOURS.toNanos(1);
    private static final int MILLION = 1_000_000;

    private final SystemTime time = new SystemTime();

    @AfterEach
    void close() {
        time.close();
    }

    @Test
    void isOneClockThatNeverRunsBackwardsAndIsNeverNegative() {
        long before = time.nanos();
        long between = new SystemTime().nanos();
        assertThat(before).isNotNegative();
        assertThat(between).isBetween(before, time.nanos());
    }

    @Test
    void ringsOnceAndNeverEarly() throws InterruptedException {
        for (int i = 0; i < 200; i++) {
            Bell bell = new Bell();
            long at = time.nanos() + i * 10_000L;
            time.arm(bell, at);
            assertThat(bell.awaitRing()).isGreaterThanOrEqualTo(at);
            assertThat(bell.rings()).isEqualTo(1);
        }
    }

    @Test
    void ringsInTheOrderOfMoments() throws InterruptedException {
        CountDownLatch allArmed = new CountDownLatch(1);
        time.arm(bell(() -> await(allArmed)), 0);
        List<Integer> moments = new ArrayList<>(IntStream.range(0, 200).boxed().toList());
        Collections.shuffle(moments, new Random(7));
        List<Integer> rang = Collections.synchronizedList(new ArrayList<>());
        CountDownLatch allRang = new CountDownLatch(200);
        for (int moment : moments) {
            time.arm(
                    bell(() -> {
                        rang.add(moment);
                        allRang.countDown();
                    }),
                    moment);
        }
        allArmed.countDown();
        await(allRang);
        assertThat(rang).isSorted();
    }

    @Test
    void ringsSoonWhatIsPast() throws InterruptedException {
        Bell bell = new Bell();
        time.arm(bell, -5);
        bell.awaitRing();
    }

    @Test
    void lateArrivalsThatAreDueEarlierRingFirst() throws InterruptedException {
        Bell late = new Bell();
        time.arm(late, time.nanos() + HOUR);
        Bell early = new Bell();
        time.arm(early, time.nanos() + MILLI);
        early.awaitRing();
        assertThat(time.disarm(late)).isTrue();
        assertThat(late.rings()).isZero();
    }

    @Test
    void disarmTellsWhetherTheAlarmWillRing() throws InterruptedException {
        Bell bell = new Bell();
        assertThat(time.disarm(bell)).as("never armed").isFalse();
        time.arm(bell, time.nanos() + HOUR);
        assertThat(time.disarm(bell)).as("armed").isTrue();
        assertThat(time.disarm(bell)).as("disarmed").isFalse();
        time.arm(bell, time.nanos());
        bell.awaitRing();
        assertThat(time.disarm(bell)).as("rung").isFalse();
        assertThat(bell.rings()).isEqualTo(1);
    }

    @Test
    void disarmIsTooLateWhileTheAlarmRings() throws InterruptedException {
        CountDownLatch ringing = new CountDownLatch(1);
        CountDownLatch asked = new CountDownLatch(1);
        Bell bell = bell(() -> {
            ringing.countDown();
            await(asked);
        });
        time.arm(bell, time.nanos());
        await(ringing);
        assertThat(time.disarm(bell)).isFalse();
        assertThat(time.armed()).isZero();
        asked.countDown();
        bell.awaitRing();
    }

    @Test
    void anAlarmMayBeArmedAgainEvenWhileItRings() throws InterruptedException {
        CountDownLatch rings = new CountDownLatch(5);
        Alarm again = new Alarm() {
            @Override
            protected void ring() {
                rings.countDown();
                if (rings.getCount() > 0) {
                    time.arm(this, time.nanos() + 1_000);
                }
            }
        };
        time.arm(again, 0);
        await(rings);
    }

    @Test
    void hundredsOfAlarmsForTheSameNanosecondAllRing() throws InterruptedException {
        long at = time.nanos() + 5 * MILLI;
        List<Bell> bells = Stream.generate(Bell::new).limit(1_000).toList();
        bells.forEach(bell -> time.arm(bell, at));
        for (Bell bell : bells) {
            assertThat(bell.awaitRing()).isGreaterThanOrEqualTo(at);
        }
        assertThat(bells).allMatch(bell -> bell.rings() == 1);
        assertThat(time.armed()).isZero();
    }

    @Test
    void aMillionShortCallsUnderAnHourLeaveNothingAndDoNotWakeTheThread() {
        int room = time.capacity();
        Bell bell = new Bell();
        time.arm(bell, time.nanos() + HOUR);
        Thread thread = thread();
        long wakesBefore = waits(thread);
        for (int i = 0; i < MILLION; i++) {
            assertThat(time.disarm(bell)).isTrue();
            time.arm(bell, time.nanos() + HOUR);
        }
        assertThat(waits(thread) - wakesBefore).as("times the thread woke up").isLessThan(100);
        assertThat(time.disarm(bell)).isTrue();
        assertThat(time.armed()).isZero();
        assertThat(time.capacity()).isEqualTo(room);
    }

    @Test
    void aMillionAlarmsAtOnceGiveTheirRoomBack() {
        int room = time.capacity();
        List<Bell> bells = Stream.generate(Bell::new).limit(MILLION).toList();
        long at = time.nanos() + HOUR;
        for (int i = 0; i < MILLION; i++) {
            time.arm(bells.get(i), at + i);
        }
        assertThat(time.armed()).isEqualTo(MILLION);
        assertThat(time.capacity()).isGreaterThanOrEqualTo(MILLION);
        for (Bell bell : bells) {
            assertThat(time.disarm(bell)).isTrue();
        }
        assertThat(time.armed()).isZero();
        assertThat(time.capacity()).isEqualTo(room);
    }

    @Test
    void allocatesNothingWhenWarm() {
        Bell bell = new Bell();
        armAndDisarm(bell, 100_000);
        long before = allocated();
        armAndDisarm(bell, 100_000);
        assertThat(allocated() - before).as("bytes for 100,000 calls").isLessThan(10_000);
    }

    @Test
    void theThreadEndsWhenIdleAndComesBack() throws InterruptedException {
        SystemTime idle = new SystemTime(MILLI);
        assertThat(idle.thread()).as("before the first alarm").isNull();
        for (int round = 0; round < 20; round++) {
            Bell bell = new Bell();
            idle.arm(bell, idle.nanos() + MILLI);
            Thread thread = idle.thread();
            bell.awaitRing();
            if (thread != null) {
                thread.join(30_000);
                assertThat(thread.isAlive()).isFalse();
            }
        }
        assertThat(idle.thread()).isNull();
    }

    @Test
    void theThreadEndsSoonAfterCloseButNotBeforeTheLastAlarm() throws InterruptedException {
        Bell bell = new Bell();
        time.arm(bell, time.nanos() + 100 * MILLI);
        Thread thread = thread();
        assertThat(thread.isDaemon()).isTrue();
        time.close();
        bell.awaitRing();
        thread.join(30_000);
        assertThat(thread.isAlive()).isFalse();

        Bell afterwards = new Bell();
        time.arm(afterwards, time.nanos());
        afterwards.awaitRing();
    }

    @Test
    void aFailingAlarmDoesNotHurtTheOthers() throws InterruptedException {
        time.arm(
                bell(() -> {
                    throw new AssertionError("expected by this test");
                }),
                0);
        Bell next = new Bell();
        time.arm(next, time.nanos() + MILLI);
        next.awaitRing();
    }

    @Test
    void anInterruptedTimerThreadStillSleeps() throws InterruptedException {
        Bell bell = new Bell();
        time.arm(bell, time.nanos() + HOUR);
        Thread thread = thread();
        thread.interrupt();
        Bell soon = new Bell();
        time.arm(soon, time.nanos() + MILLI);
        soon.awaitRing();
        Bell afterSleep = new Bell(); // The first may have rung before the thread went to sleep and met the flag.
        time.arm(afterSleep, time.nanos() + MILLI);
        afterSleep.awaitRing();
        assertThat(thread.isInterrupted()).isFalse();
        time.disarm(bell);
    }

    @Test
    void pausesAtLeastThatLong() throws InterruptedException {
        long before = time.nanos();
        time.pause(2 * MILLI);
        assertThat(time.nanos() - before).isGreaterThanOrEqualTo(2 * MILLI);
    }

    @Test
    void aPauseOfNothingReturnsAtOnceAndKeepsAnInterrupt() throws InterruptedException {
        Thread.currentThread().interrupt();
        time.pause(0);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void anInterruptEndsAPause() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> time.pause(Long.MAX_VALUE)).isInstanceOf(InterruptedException.class);
        assertThat(Thread.interrupted()).as("flag").isFalse();
    }

    @Test
    void awaitEndsWithTheConditionHoweverOftenItIsWokenBefore() throws InterruptedException {
        AtomicBoolean open = new AtomicBoolean();
        Thread waiter = Thread.currentThread();
        Thread opener = new Thread(() -> {
            for (int i = 0; i < 1_000; i++) {
                LockSupport.unpark(waiter);
            }
            open.set(true);
            LockSupport.unpark(waiter);
        });
        opener.start();
        assertThat(time.await(open::get, Long.MAX_VALUE)).isTrue();
        opener.join();
    }

    @Test
    void awaitEndsAtItsMoment() throws InterruptedException {
        long until = time.nanos() + 2 * MILLI;
        assertThat(time.await(() -> false, until)).isFalse();
        assertThat(time.nanos()).isGreaterThanOrEqualTo(until);
        assertThat(time.await(() -> false, -1)).isFalse();
    }

    @Test
    void aConditionThatHoldsComesBeforeAnInterrupt() throws InterruptedException {
        Thread.currentThread().interrupt();
        assertThat(time.await(() -> true, 0)).isTrue();
        assertThat(Thread.interrupted()).isTrue();
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> time.await(() -> false, Long.MAX_VALUE)).isInstanceOf(InterruptedException.class);
    }

    /** On virtual threads where the machine has them. */
    @Test
    void servesAThousandThreadsAtOnce() throws InterruptedException {
        EngineExecutor executor = new EngineExecutor();
        CountDownLatch over = new CountDownLatch(1_000);
        for (int i = 0; i < 1_000; i++) {
            executor.execute(() -> {
                try {
                    time.pause(MILLI);
                    Bell bell = new Bell();
                    time.arm(bell, time.nanos() + MILLI);
                    bell.awaitRing();
                    over.countDown();
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
            });
        }
        await(over);
        executor.close();
    }

    @Test
    void randomNumbersAreInRangeAndDiffer() {
        assertThat(Stream.generate(time::random).limit(1_000))
                .allMatch(number -> number >= 0 && number < 1)
                .doesNotHaveDuplicates();
    }

    private void armAndDisarm(Bell bell, int times) {
        long at = time.nanos() + HOUR;
        for (int i = 0; i < times; i++) {
            time.arm(bell, at + i);
            time.disarm(bell);
        }
    }

    private Thread thread() {
        Thread thread = time.thread();
        assertThat(thread).isNotNull();
        return thread;
    }

    private static Bell bell(Runnable action) {
        return new Bell() {
            @Override
            protected void ring() {
                action.run();
                super.ring();
            }
        };
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static long waits(Thread thread) {
        return ManagementFactory.getThreadMXBean().getThreadInfo(thread.getId()).getWaitedCount();
    }

    private static long allocated() {
        return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean())
                .getThreadAllocatedBytes(Thread.currentThread().getId());
    }
}
