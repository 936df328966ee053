package io.selvedge.runtime.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import io.selvedge.runtime.decision.Asked;
import io.selvedge.runtime.decision.SetClock;
import io.selvedge.runtime.decision.Sites;
import io.selvedge.runtime.policy.FailureTypes;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CountWindowTest {
    private static final int FAILED = 1;
    private static final int SLOW = 2;

    private final Asked call = Asked.about(Sites.lambda(new SetClock()).target(), new SetClock());

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 20, 63, 64, 65, 100, 127, 128, 129, 1_000})
    void equalsAPlainListOfTheLatestOutcomes(int size) {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        CountWindow window = window(size, true);
        Deque<Integer> model = new ArrayDeque<>();
        int badInAHundred = 0;
        for (int i = 0; i < 20 * size + 1_000; i++) {
            if (i % (3 * size) == 0) {
                badInAHundred = random.nextInt(3) * 30;
            }
            int outcome = (random.nextInt(100) < badInAHundred ? FAILED : 0)
                    | (random.nextInt(100) < badInAHundred ? SLOW : 0);
            window.record(call, (outcome & FAILED) != 0, (outcome & SLOW) != 0);
            model.addLast(outcome);
            if (model.size() > size) {
                model.removeFirst();
            }
            String where = "outcome " + i + ", seed " + seed;
            assertThat(window.failureRate()).as(where).isEqualTo(share(model, FAILED));
            assertThat(window.slowRate()).as(where).isEqualTo(share(model, SLOW));
            assertThat(window.isClean()).as(where).isEqualTo(model.stream().allMatch(o -> o == 0));
        }
    }

    @Test
    void theLargestWindowFits() {
        int size = BreakerConfig.Sample.MOST_CALLS;
        CountWindow window = window(size, true);
        for (int i = 0; i < 2 * size + 5; i++) {
            window.record(call, true, true);
        }
        assertThat(window.failureRate()).isEqualTo(1);
        assertThat(window.slowRate()).isEqualTo(1);
        for (int i = 0; i < size - 1; i++) {
            window.record(call, false, false);
        }
        assertThat(window.failureRate()).isEqualTo(1.0 / size);
        assertThat(window.isClean()).isFalse();
        window.record(call, false, false);
        assertThat(window.isClean()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"1, 8", "3, 8", "20, 2", "20, 8", "100, 4"})
    void atRestTheCountsAreThoseOfTheBitsHoweverManyThreadsWrote(int size, int threads) throws InterruptedException {
        CountWindow window = window(size, true);
        for (int round = 0; round < 200; round++) {
            hammer(window, threads, round);
            // A lap of good calls counts every bit out again: what is left is what had been miscounted.
            for (int i = 0; i < size; i++) {
                window.record(call, false, false);
            }
            assertThat(window.isClean()).as("after round %s", round).isTrue();
            assertThat(window.failureRate()).isZero();
        }
    }

    private void hammer(CountWindow window, int threads, int seed) throws InterruptedException {
        CountDownLatch start = new CountDownLatch(1);
        Thread[] writers = new Thread[threads];
        for (int t = 0; t < threads; t++) {
            Random random = new Random(31L * seed + t);
            writers[t] = new Thread(() -> {
                await(start);
                for (int i = 0; i < 300; i++) {
                    window.record(call, random.nextInt(4) == 0, random.nextInt(4) == 0);
                }
            });
            writers[t].start();
        }
        start.countDown();
        for (Thread writer : writers) {
            writer.join();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static double share(Deque<Integer> model, int kind) {
        return (double) model.stream().filter(outcome -> (outcome & kind) != 0).count() / model.size();
    }

    private static CountWindow window(int size, boolean timed) {
        return new CountWindow(new BreakerConfig(
                "",
                new BreakerConfig.Sample(size, 0, size),
                new BreakerConfig.Threshold(1, timed ? 1 : Long.MAX_VALUE, 1),
                new BreakerConfig.OpenTime(1, 1, 1),
                new BreakerConfig.Trials(1, 1),
                new BreakerConfig.Blame(FailureTypes.NONE, FailureTypes.NONE)));
    }
}
