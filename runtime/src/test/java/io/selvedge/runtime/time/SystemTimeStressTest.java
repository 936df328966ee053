package io.selvedge.runtime.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class SystemTimeStressTest {
    private static final int THREADS = 8;
    private static final int STEPS = 20_000;

    /** Every alarm rings once, or was disarmed with true: also with a thread that ends as soon as it has nothing to do. */
    @ParameterizedTest
    @ValueSource(longs = {0, 20_000, 5_000_000_000L})
    void eachAlarmRingsOnceOrWasDisarmed(long idleNanos) throws Exception {
        long seed = Long.getLong("selvedge.seed", System.nanoTime());
        System.out.println("SystemTimeStressTest: -Dselvedge.seed=" + seed);
        SystemTime time = new SystemTime(idleNanos);
        ExecutorService pool = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<Void>> all = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                all.add(pool.submit(new Caller(time, new Random(seed + i))));
            }
            for (Future<Void> one : all) {
                one.get(100, TimeUnit.SECONDS);
            }
            assertThat(time.armed()).isZero();
        } finally {
            pool.shutdownNow();
            time.close();
        }
    }

    /** A lost wake-up would leave the only alarm armed for ever. */
    @Test
    void aLoneAlarmIsNeverForgottenWhileTheThreadComesAndGoes() throws InterruptedException {
        SystemTime time = new SystemTime(0);
        for (int i = 0; i < 20_000; i++) {
            Bell bell = new Bell();
            time.arm(bell, time.nanos() + i % 50 * 100);
            bell.awaitRing();
        }
    }

    @Test
    void aRunawayRecursionLeavesTheTimerWhole() throws InterruptedException {
        SystemTime time = new SystemTime();
        Recursion recursion = new Recursion(time);
        for (int i = 0; i < 50; i++) {
            // Stacks of all sizes, so that they end in all places.
            runAlone(new Thread(null, recursion, "recursion", 200_000 + i * 4_096L));
        }
        assertThat(recursion.overflows).isPositive();
        assertThat(time.armed()).isLessThanOrEqualTo(recursion.overflows);
        // Threads enough to come to every stripe.
        for (int i = 0; i < 200; i++) {
            Bell bell = new Bell();
            runAlone(new Thread(() -> time.arm(bell, time.nanos())));
            bell.awaitRing();
        }
        time.close();
    }

    private static void runAlone(Thread thread) throws InterruptedException {
        thread.start();
        thread.join(30_000);
        assertThat(thread.isAlive()).as("hangs").isFalse();
    }

    /** Uses the stack up, then arms and disarms on the way back, with a little more stack at each level. */
    private static final class Recursion implements Runnable {
        private final SystemTime time;
        private int overflows;

        Recursion(SystemTime time) {
            this.time = time;
        }

        @Override
        public void run() {
            deeper();
        }

        @SuppressWarnings("InfiniteRecursion") // Until the stack is used up.
        private void deeper() {
            try {
                deeper();
            } catch (StackOverflowError e) {
                overflows++;
            }
            tryBoth();
        }

        private void tryBoth() {
            try {
                Bell bell = new Bell();
                time.arm(bell, time.nanos() + 3_600_000_000_000L);
                time.disarm(bell);
            } catch (StackOverflowError e) {
                overflows++;
            }
        }
    }

    /** Arms, disarms and re-arms at random; then accounts for every alarm. */
    private static final class Caller implements Callable<Void> {
        private final SystemTime time;
        private final Random random;
        private final Deque<Counted> held = new ArrayDeque<>();

        Caller(SystemTime time, Random random) {
            this.time = time;
            this.random = random;
        }

        @Override
        public Void call() throws InterruptedException {
            for (int i = 0; i < STEPS; i++) {
                Counted alarm = new Counted();
                alarm.arm();
                held.add(alarm);
                if (held.size() > random.nextInt(40)) {
                    held.remove().end();
                }
            }
            while (!held.isEmpty()) {
                held.remove().end();
            }
            return null;
        }

        private final class Counted extends Alarm {
            private final Thread owner = Thread.currentThread();
            private volatile int rings;
            private volatile long at;
            private int armings;
            private int disarmed;

            @Override
            @SuppressWarnings("NonAtomicVolatileUpdate") // The timer rings one alarm at a time.
            protected void ring() {
                assertThat(SystemTime.now()).isGreaterThanOrEqualTo(at);
                rings++;
                java.util.concurrent.locks.LockSupport.unpark(owner);
            }

            void arm() {
                armings++;
                at = time.nanos() + random.nextInt(200_000);
                time.arm(this, at);
            }

            void end() throws InterruptedException {
                while (armings < 3 && time.disarm(this)) {
                    disarmed++;
                    arm();
                }
                if (random.nextBoolean() && time.disarm(this)) {
                    disarmed++;
                }
                int expected = armings - disarmed;
                long limit = time.nanos() + TimeUnit.SECONDS.toNanos(30);
                assertThat(time.await(() -> rings >= expected, limit))
                        .as("rings")
                        .isTrue();
                assertThat(rings).isEqualTo(expected);
            }
        }
    }
}
