package io.selvedge.runtime.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import io.selvedge.runtime.decision.Asked;
import io.selvedge.runtime.decision.SetClock;
import io.selvedge.runtime.decision.Sites;
import io.selvedge.runtime.policy.FailureTypes;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TimeWindowTest {
    private static final long WINDOW = 10_000;
    private static final long PART = WINDOW / 10;

    private final SetClock clock = new SetClock();
    private final Asked call = Asked.about(Sites.lambda(clock).target(), clock);
    private final TimeWindow window = window(4);

    @Test
    void c2_decidesOnceTheMinimumIsOnRecord() {
        assertThat(window.record(call, true, false)).isFalse();
        assertThat(window.record(call, true, false)).isFalse();
        assertThat(window.record(call, false, false)).isFalse();
        assertThat(window.record(call, false, false)).isTrue();
        assertThat(window.failureRate()).isEqualTo(0.5);
    }

    @Test
    void aGoodCallDecidesTooBecauseOlderGoodOnesHaveLeft() {
        for (int i = 0; i < 8; i++) {
            assertThat(window.record(call, false, false)).isFalse();
        }
        clock.advance(9 * PART);
        for (int i = 0; i < 3; i++) {
            assertThat(window.record(call, true, false)).isFalse();
        }
        clock.advance(PART);
        assertThat(window.record(call, false, false))
                .as("3 of 4, the 8 good ones are gone")
                .isTrue();
    }

    @Test
    void callsLeaveAfterTheWindowAtTheLatestAndNineTenthsOfItAtTheEarliest() {
        clock.advance(PART - clock.nanos() % PART);
        window.record(call, true, false);
        clock.advance(WINDOW - 1);
        assertThat(window.failureRate()).isEqualTo(1);
        assertThat(window.isClean()).isFalse();
        clock.advance(1);
        assertThat(window.failureRate()).isZero();
        assertThat(window.isClean()).isTrue();
        clock.advance(PART - 1);
        window.record(call, true, false);
        clock.advance(9 * PART);
        assertThat(window.isClean()).isFalse();
        clock.advance(1);
        assertThat(window.isClean()).isTrue();
    }

    @Test
    void slowCallsCountApartFromFailures() {
        window.record(call, false, true);
        window.record(call, true, false);
        assertThat(window.slowRate()).isEqualTo(0.5);
        assertThat(window.failureRate()).isEqualTo(0.5);
    }

    @Test
    void anOutcomeThatComesAWholeWindowLateIsNotRecorded() {
        SetClock late = new SetClock();
        Asked old = Asked.about(Sites.lambda(late).target(), late);
        clock.advance(3 * WINDOW);
        for (int i = 0; i < 10; i++) {
            clock.advance(PART);
            window.record(call, false, false);
        }
        for (int i = 0; i < 10; i++) {
            assertThat(window.record(old, true, true)).isFalse();
        }
        assertThat(window.failureRate()).isZero();
    }

    @Test
    void equalsAPlainListOfTheLatestOutcomes() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        TimeWindow window = window(5);
        Deque<long[]> model = new ArrayDeque<>();
        for (int i = 0; i < 20_000; i++) {
            clock.advance(random.nextInt(4) == 0 ? random.nextInt((int) (2 * PART)) : random.nextInt(50));
            boolean failed = random.nextInt(100) < (i / 500 % 3) * 40;
            long part = clock.nanos() / PART;
            model.addLast(new long[] {part, failed ? 1 : 0});
            while (model.peekFirst() != null && model.peekFirst()[0] <= part - 10) {
                model.removeFirst();
            }
            long failures = model.stream().mapToLong(outcome -> outcome[1]).sum();
            boolean opens = model.size() >= 5 && failures * 2 >= model.size();
            String where = "outcome " + i + ", seed " + seed;
            assertThat(window.record(call, failed, false)).as(where).isEqualTo(opens);
            assertThat(window.failureRate()).as(where).isEqualTo((double) failures / model.size());
            assertThat(window.isClean()).as(where).isEqualTo(failures == 0);
        }
    }

    private TimeWindow window(int minimum) {
        return new TimeWindow(
                new BreakerConfig(
                        "",
                        new BreakerConfig.Sample(1, WINDOW, minimum),
                        new BreakerConfig.Threshold(0.5, Long.MAX_VALUE, 1),
                        new BreakerConfig.OpenTime(1, 1, 1),
                        new BreakerConfig.Trials(1, 1),
                        new BreakerConfig.Blame(FailureTypes.NONE, FailureTypes.NONE)),
                clock);
    }
}
