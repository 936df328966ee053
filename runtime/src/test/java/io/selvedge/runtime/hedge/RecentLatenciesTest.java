package io.selvedge.runtime.hedge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RecentLatenciesTest {

    @Test
    void knowsNothingBeforeThereAreEnough() {
        RecentLatencies latencies = new RecentLatencies(95, 20);
        for (int i = 1; i < 20; i++) {
            latencies.add(i);
            assertThat(latencies.estimate()).isZero();
        }
        latencies.add(20);
        assertThat(latencies.estimate()).isEqualTo(19);
    }

    @Test
    void isTheNearestRankOfTheLatestTwoHundredAndFiftySix() {
        long seed = Long.getLong("selvedge.seed", System.nanoTime());
        System.out.println("RecentLatenciesTest: -Dselvedge.seed=" + seed);
        SplittableRandom random = new SplittableRandom(seed);
        RecentLatencies latencies = new RecentLatencies(90, 1);
        long[] all = random.longs(1024, 1, 1_000_000).toArray();
        for (int i = 0; i < all.length; i++) {
            latencies.add(all[i]);
            if ((i + 1) % 32 == 0) {
                assertThat(latencies.estimate()).isEqualTo(nearestRank(all, i + 1, 90));
            }
        }
    }

    private static long nearestRank(long[] all, int until, int percentile) {
        long[] recent = Arrays.copyOfRange(all, Math.max(0, until - RecentLatencies.KEPT), until);
        Arrays.sort(recent);
        return recent[(percentile * recent.length + 99) / 100 - 1];
    }

    @Test
    void forgetsWhatIsLongAgo() {
        RecentLatencies latencies = new RecentLatencies(50, 1);
        for (int i = 0; i < 256; i++) {
            latencies.add(1_000);
        }
        for (int i = 0; i < 256; i++) {
            latencies.add(5);
        }
        assertThat(latencies.estimate()).isEqualTo(5);
    }

    @Test
    void staysWithinWhatManyThreadsBring() throws Exception {
        RecentLatencies latencies = new RecentLatencies(95, 1);
        CountDownLatch done = new CountDownLatch(4);
        for (int t = 0; t < 4; t++) {
            new Thread(() -> {
                        for (int i = 0; i < 100_000; i++) {
                            latencies.add(100 + i % 10);
                        }
                        done.countDown();
                    })
                    .start();
        }
        assertThat(done.await(1, TimeUnit.MINUTES)).isTrue();
        assertThat(latencies.estimate()).isBetween(100L, 109L);
    }
}
