package io.selvedge.runtime.compile;

import io.selvedge.annotations.CircuitBreaker;
import org.junit.jupiter.api.Test;

class BreakerMisuseTest {
    static class Breakers {
        @CircuitBreaker(window = 0)
        void noWindow() {}

        @CircuitBreaker(windowTime = "0s")
        void noWindowTime() {}

        @CircuitBreaker(minimumCalls = -1)
        void negativeMinimum() {}

        @CircuitBreaker(window = 10, minimumCalls = 11)
        void unreachableMinimum() {}

        @CircuitBreaker(failureRate = 0)
        void noRate() {}

        @CircuitBreaker(failureRate = 50)
        void percent() {}

        @CircuitBreaker(failureRate = Double.NaN)
        void notANumber() {}

        @CircuitBreaker(slowRate = 0.5)
        void slowRateAlone() {}

        @CircuitBreaker(slowAfter = "0s")
        void slowAtOnce() {}

        @CircuitBreaker(slowAfter = "1s", slowRate = 1.5)
        void slowRateTooHigh() {}

        @CircuitBreaker(openFor = "0s")
        void neverOpen() {}

        @CircuitBreaker(openGrowth = 0.5)
        void shrinking() {}

        @CircuitBreaker(openMax = "1m")
        void maxWithoutGrowth() {}

        @CircuitBreaker(openFor = "10s", openGrowth = 2, openMax = "5s")
        void shortMax() {}

        @CircuitBreaker(trials = 0)
        void noTrials() {}

        @CircuitBreaker(trialsWithin = "0s")
        void noTimeForTrials() {}

        @CircuitBreaker(window = -1, failureRate = -1, openFor = "never", trials = -1, trialsWithin = "?")
        void severalAtOnce() {}

        @CircuitBreaker(name = "api", skipOn = IllegalArgumentException.class)
        void shared() {}

        @CircuitBreaker(name = "api", failureRate = 0.7)
        void sharedOtherwise() {}
    }

    @Test
    void refusesValuesOutOfRange() {
        Golden.misuses("breaker", StandardRooms.compiler(), Breakers.class);
    }
}
