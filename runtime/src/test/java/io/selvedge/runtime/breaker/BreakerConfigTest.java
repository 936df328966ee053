package io.selvedge.runtime.breaker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.selvedge.annotations.CircuitBreaker;
import io.selvedge.runtime.decision.Sites;
import io.selvedge.runtime.policy.BadDefinition;
import io.selvedge.runtime.policy.FailureTypes;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BreakerConfigTest {
    private static final long MS = 1_000_000;

    @Test
    void theAnnotationsDefaults() {
        assertThat(read("usual"))
                .isEqualTo(new BreakerConfig(
                        "",
                        new BreakerConfig.Sample(20, 0, 20),
                        new BreakerConfig.Threshold(0.5, Long.MAX_VALUE, 1),
                        new BreakerConfig.OpenTime(5_000 * MS, 1, Long.MAX_VALUE),
                        new BreakerConfig.Trials(1, 30_000 * MS),
                        new BreakerConfig.Blame(new FailureTypes(List.of(Throwable.class)), FailureTypes.NONE)));
    }

    @Test
    void everyAttributeIsRead() {
        assertThat(read("unusual"))
                .isEqualTo(new BreakerConfig(
                        "bank",
                        new BreakerConfig.Sample(7, 10_000 * MS, 3),
                        new BreakerConfig.Threshold(0.25, 900 * MS, 0.75),
                        new BreakerConfig.OpenTime(1_000 * MS, 1.5, 60_000 * MS),
                        new BreakerConfig.Trials(4, 2_000 * MS),
                        new BreakerConfig.Blame(
                                new FailureTypes(List.of(IOException.class)), new FailureTypes(List.of(Error.class)))));
        assertThat(new BreakerRoom().sharedAs(read("unusual"))).isEqualTo("bank");
        assertThat(new BreakerRoom().keepsKeys()).isTrue();
    }

    @Test
    void withAWindowOfTimeTheMinimumIsTwentyAndMayBeMoreThanTheWindow() {
        assertThat(read("timed").sample().minimum()).isEqualTo(20);
        assertThat(read("timedMany").sample().minimum()).isEqualTo(500);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            noWindow | @CircuitBreaker(window = 0): window must be at least 1 and at most 1000000. Write how many of the latest calls to look at, or a windowTime.
            hugeWindow | @CircuitBreaker(window = 1000001): window must be at least 1 and at most 1000000. Write how many of the latest calls to look at, or a windowTime.
            noWindowTime | @CircuitBreaker(windowTime = "0s"): windowTime must be above zero. Write a duration such as "5s".
            negativeMinimum | @CircuitBreaker(minimumCalls = -1): minimumCalls must not be negative. Write 0 to wait for a full window.
            neverReached | @CircuitBreaker(minimumCalls = 21): minimumCalls must not be more than window, 20, or it is never reached. Lower it or raise window.
            noRate | @CircuitBreaker(failureRate = 0.0): failureRate must be above 0 and at most 1. Write a fraction, such as 0.5 for one half.
            percent | @CircuitBreaker(failureRate = 50.0): failureRate must be above 0 and at most 1. Write a fraction, such as 0.5 for one half.
            notANumber | @CircuitBreaker(failureRate = NaN): failureRate must be above 0 and at most 1. Write a fraction, such as 0.5 for one half.
            slowPercent | @CircuitBreaker(slowRate = 50.0): slowRate must be above 0 and at most 1. Write a fraction, such as 0.5 for one half.
            slowAlways | @CircuitBreaker(slowAfter = "0s"): slowAfter must be above zero. Write a duration such as "5s".
            slowNever | @CircuitBreaker(slowRate = 0.5): slowRate has no meaning without slowAfter. Say from when on a call is slow, such as slowAfter = "1s".
            neverOpen | @CircuitBreaker(openFor = "0s"): openFor must be above zero. Write a duration such as "5s".
            shrinking | @CircuitBreaker(openGrowth = 0.5): openGrowth must be a finite number of at least 1. Write 1 for a constant time, 2 for one that doubles.
            infinite | @CircuitBreaker(openGrowth = Infinity): openGrowth must be a finite number of at least 1. Write 1 for a constant time, 2 for one that doubles.
            lowMax | @CircuitBreaker(openMax = "1s"): openMax must not be shorter than openFor, 5s. Raise the one or lower the other.
            idleMax | @CircuitBreaker(openMax = "10s"): openMax has no meaning without growth. Write an openGrowth above 1, or leave it away.
            unreadMax | @CircuitBreaker(openMax = "long"): openMax is no duration. Write a number and a unit, such as "250ms", "2s" or "1m".
            noTrials | @CircuitBreaker(trials = 0): trials must be at least 1. Write how many calls to try with.
            noStay | @CircuitBreaker(trialsWithin = "0s"): trialsWithin must be above zero. Write a duration such as "5s".
            """)
    void refusesWhatCannotWork(String method, String text) {
        assertThatThrownBy(() -> read(method)).isInstanceOf(BadDefinition.class).hasMessage(text);
    }

    @Test
    void tellsEverythingThatIsWrongAtOnce() {
        assertThat(catchThrowableOfType(BadDefinition.class, () -> read("allWrong"))
                        .problems())
                .hasSize(9);
    }

    @Test
    void noRecordCanBeWrong() {
        assertThatThrownBy(() -> new BreakerConfig.Sample(0, 0, 0)).isInstanceOf(BadDefinition.class);
        assertThatThrownBy(() -> new BreakerConfig.Sample(5, 0, 6)).isInstanceOf(BadDefinition.class);
        assertThatThrownBy(() -> new BreakerConfig.Threshold(0.5, Long.MAX_VALUE, 0.5))
                .isInstanceOf(BadDefinition.class);
        assertThatThrownBy(() -> new BreakerConfig.OpenTime(5, 2, 4)).isInstanceOf(BadDefinition.class);
        assertThatThrownBy(() -> new BreakerConfig.Trials(1, 0)).isInstanceOf(BadDefinition.class);
    }

    private static BreakerConfig read(String method) {
        return BreakerConfig.from(Sites.annotation(Guarded.class, method, CircuitBreaker.class));
    }

    static class Guarded {
        @CircuitBreaker
        void usual() {}

        @CircuitBreaker(
                name = "bank",
                window = 7,
                windowTime = "10s",
                minimumCalls = 3,
                failureRate = 0.25,
                slowAfter = "900ms",
                slowRate = 0.75,
                openFor = "1s",
                openGrowth = 1.5,
                openMax = "1m",
                trials = 4,
                trialsWithin = "2s",
                failOn = IOException.class,
                skipOn = Error.class)
        void unusual() {}

        @CircuitBreaker(windowTime = "10s")
        void timed() {}

        @CircuitBreaker(windowTime = "10s", minimumCalls = 500)
        void timedMany() {}

        @CircuitBreaker(window = 0)
        void noWindow() {}

        @CircuitBreaker(window = 1_000_001)
        void hugeWindow() {}

        @CircuitBreaker(windowTime = "0s")
        void noWindowTime() {}

        @CircuitBreaker(minimumCalls = -1)
        void negativeMinimum() {}

        @CircuitBreaker(minimumCalls = 21)
        void neverReached() {}

        @CircuitBreaker(failureRate = 0)
        void noRate() {}

        @CircuitBreaker(failureRate = 50)
        void percent() {}

        @CircuitBreaker(failureRate = Double.NaN)
        void notANumber() {}

        @CircuitBreaker(slowRate = 50)
        void slowPercent() {}

        @CircuitBreaker(slowAfter = "0s")
        void slowAlways() {}

        @CircuitBreaker(slowRate = 0.5)
        void slowNever() {}

        @CircuitBreaker(openFor = "0s")
        void neverOpen() {}

        @CircuitBreaker(openGrowth = 0.5)
        void shrinking() {}

        @CircuitBreaker(openGrowth = Double.POSITIVE_INFINITY)
        void infinite() {}

        @CircuitBreaker(openGrowth = 2, openMax = "1s")
        void lowMax() {}

        @CircuitBreaker(openMax = "10s")
        void idleMax() {}

        @CircuitBreaker(openGrowth = 2, openMax = "long")
        void unreadMax() {}

        @CircuitBreaker(trials = 0)
        void noTrials() {}

        @CircuitBreaker(trialsWithin = "0s")
        void noStay() {}

        @CircuitBreaker(
                window = 0,
                windowTime = "tomorrow",
                minimumCalls = -1,
                failureRate = 2,
                slowAfter = "0s",
                slowRate = -1,
                openFor = "0s",
                openGrowth = 0,
                trials = 0)
        void allWrong() {}
    }
}
