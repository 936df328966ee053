package io.selvedge.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LatenciesTest {
    @Test
    void every_time_lies_in_its_bucket() {
        Random random = new Random(42);
        for (int i = 0; i < 100_000; i++) {
            long nanos = random.nextLong() >>> 1 + random.nextInt(62);
            int bucket = Latencies.bucket(nanos);
            assertThat((double) nanos).as("%d", nanos).isGreaterThanOrEqualTo(Latencies.from(bucket));
            if (bucket < Latencies.BUCKETS - 1) {
                assertThat((double) nanos).as("%d", nanos).isLessThan(Latencies.from(bucket + 1));
            }
        }
        assertThat(Latencies.bucket(-1)).isZero();
        assertThat(Latencies.bucket(Long.MAX_VALUE)).isEqualTo(Latencies.BUCKETS - 1);
    }

    @Test
    void percentiles_are_at_most_an_eighth_off() {
        Random random = new Random(7);
        long[] times = random.doubles(100_000)
                .mapToLong(d -> (long) (1e6 * Math.exp(3 * d)))
                .toArray();
        Latencies latencies = new Latencies();
        Arrays.stream(times).forEach(latencies::add);
        Arrays.sort(times);
        long[] counts = new long[Latencies.BUCKETS];

        assertThat(latencies.addTo(counts)).isEqualTo(times.length);
        for (double share : new double[] {0.5, 0.95, 0.99, 1}) {
            double exact = times[(int) Math.ceil(share * times.length) - 1];
            assertThat(Latencies.percentile(new long[Latencies.BUCKETS], counts, share))
                    .as("p%s", share)
                    .isCloseTo(exact, within(exact / 8));
        }
        assertThat(Latencies.percentile(counts, counts, 0.5)).isNegative();
    }
}
