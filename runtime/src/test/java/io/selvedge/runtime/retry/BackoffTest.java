package io.selvedge.runtime.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.selvedge.annotations.Jitter;
import java.util.Random;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class BackoffTest {
    private static final long MS = 1_000_000;
    private static final DoubleSupplier LOWEST = () -> 0;
    private static final DoubleSupplier HIGHEST = () -> Math.nextDown(1.0);
    private static final DoubleSupplier UNASKED = () -> fail("asked for chance without need");

    @Test
    void theBareWaitDoublesUpToTheMaximum() {
        Backoff backoff = new Backoff(100 * MS, 2, 5_000 * MS, Jitter.NONE, 0);
        long[] expected = {100, 200, 400, 800, 1_600, 3_200, 5_000, 5_000};
        for (int i = 0; i < expected.length; i++) {
            assertThat(backoff.nanos(i + 1, 0, UNASKED)).isEqualTo(expected[i] * MS);
        }
    }

    @Test
    void multiplierOneIsAConstantWait() {
        Backoff backoff = new Backoff(100 * MS, 1, 5_000 * MS, Jitter.NONE, 0);
        assertThat(backoff.nanos(1_000_000_000_000L, 0, UNASKED)).isEqualTo(100 * MS);
    }

    @ParameterizedTest
    @ValueSource(longs = {32, 33, 63, 64, 65, 1_000, 1_000_000_000, 4_000_000_000L})
    void theWaitNeverWrapsHoweverManyRetriesCameBefore(long retry) {
        Backoff backoff = new Backoff(100 * MS, 2, 5_000 * MS, Jitter.NONE, 0);
        assertThat(backoff.nanos(retry, 0, UNASKED)).isEqualTo(5_000 * MS);
    }

    @Test
    void withoutAMaximumTheWaitGrowsToAllTheTimeThereIs() {
        assertThat(new Backoff(1, 10, Long.MAX_VALUE, Jitter.NONE, 0).nanos(1_000, 0, UNASKED))
                .isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void noInitialWaitMeansAtOnceEachTime() {
        Backoff backoff = new Backoff(0, 2, 5_000 * MS, Jitter.FULL, 0);
        assertThat(backoff.nanos(1, 0, HIGHEST)).isZero();
        assertThat(backoff.nanos(2_000, 0, HIGHEST)).isZero();
    }

    @Test
    void fullJitterLiesBetweenNothingAndTheBareWait() {
        Backoff backoff = new Backoff(100 * MS, 2, 5_000 * MS, Jitter.FULL, 0);
        assertThat(backoff.nanos(2, 0, LOWEST)).isZero();
        assertThat(backoff.nanos(2, 0, () -> 0.5)).isEqualTo(100 * MS);
        assertThat(backoff.nanos(2, 0, HIGHEST)).isEqualTo(200 * MS);
    }

    @Test
    void equalJitterIsAtLeastHalfTheBareWait() {
        Backoff backoff = new Backoff(101, 1, 101, Jitter.EQUAL, 0);
        assertThat(backoff.nanos(1, 0, LOWEST)).isEqualTo(51);
        assertThat(backoff.nanos(1, 0, HIGHEST)).isEqualTo(101);
    }

    @Test
    void decorrelatedJitterGoesByTheWaitBefore() {
        Backoff backoff = new Backoff(100, 7, 1_000, Jitter.DECORRELATED, 0);
        assertThat(backoff.nanos(9, 100, LOWEST)).isEqualTo(100);
        assertThat(backoff.nanos(9, 100, HIGHEST)).isEqualTo(300);
        assertThat(backoff.nanos(9, 300, HIGHEST)).isEqualTo(900);
        assertThat(backoff.nanos(9, 900, HIGHEST)).isEqualTo(1_000);
        assertThat(backoff.nanos(9, 900, LOWEST)).isEqualTo(100);
    }

    @Test
    void additiveJitterComesOnTopAndBeyondTheMaximum() {
        Backoff backoff = new Backoff(100, 2, 150, Jitter.ADDITIVE, 40);
        assertThat(backoff.nanos(1, 0, LOWEST)).isEqualTo(100);
        assertThat(backoff.nanos(1, 0, HIGHEST)).isEqualTo(140);
        assertThat(backoff.nanos(2, 0, HIGHEST)).isEqualTo(190);
    }

    @Test
    void sumsAndProductsAtTheEndOfTimeAreCutNotWrapped() {
        long all = Long.MAX_VALUE;
        assertThat(new Backoff(all, 2, all, Jitter.ADDITIVE, all).nanos(3, 0, HIGHEST))
                .isEqualTo(all);
        // A double between 0 and 1 has 53 bits, so the last 2^10 ns of all time, a microsecond, are out of reach.
        assertThat(new Backoff(5, 2, all, Jitter.DECORRELATED, 0).nanos(3, all / 2, HIGHEST))
                .isBetween(all - 1_024, all);
        assertThat(new Backoff(all, 2, all, Jitter.FULL, 0).nanos(3, 0, HIGHEST))
                .isBetween(all - 1_024, all);
    }

    @ParameterizedTest
    @EnumSource(Jitter.class)
    void everyKindStaysWithinItsBoundsAndUsesThemAll(Jitter jitter) {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        Backoff backoff = new Backoff(10, 2, 160, jitter, jitter == Jitter.ADDITIVE ? 20 : 0);
        long previous = backoff.initialNanos();
        boolean[] seen = new boolean[181];
        for (int i = 0; i < 100_000; i++) {
            int retry = 1 + i % 7;
            long bare = Math.min(160, 10L << (retry - 1));
            long before = previous;
            previous = backoff.nanos(retry, previous, random::nextDouble);
            long least = switch (jitter) {
                case FULL -> 0;
                case EQUAL -> bare / 2;
                case DECORRELATED -> 10;
                case NONE, ADDITIVE -> bare;
            };
            long most = switch (jitter) {
                case DECORRELATED -> Math.min(160, 3 * before);
                case ADDITIVE -> bare + 20;
                default -> bare;
            };
            assertThat(previous).as("seed %s, wait %s", seed, i).isBetween(least, most);
            seen[(int) previous] = true;
        }
        assertThat(seen[160]).as("the longest bare wait, seed %s", seed).isTrue();
        assertThat(seen[jitter == Jitter.FULL ? 0 : jitter == Jitter.EQUAL ? 5 : 10])
                .as("the shortest wait, seed %s", seed)
                .isTrue();
    }
}
