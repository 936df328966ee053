package io.selvedge.runtime.compile;

import io.selvedge.annotations.Bulkhead;
import io.selvedge.annotations.RateLimit;
import io.selvedge.annotations.Serialized;
import org.junit.jupiter.api.Test;

class GateMisuseTest {
    static class Bulkheads {
        @Bulkhead(limit = 0)
        void noPermits() {}

        @Bulkhead(limit = -1, queue = -1)
        void negative() {}

        @Bulkhead(maxWait = "1s")
        void noQueue() {}

        @Bulkhead(queue = 5, maxWait = "0s")
        void noTime() {}

        @Bulkhead(queue = 5, maxWait = "5")
        void noUnit() {}
    }

    static class Turns {
        @Serialized(queue = -1)
        void negative() {}

        @Serialized(queue = 0, maxWait = "1s")
        void noQueue() {}

        @Serialized(maxWait = "0s")
        void noTime() {}

        @Serialized(maxWait = "1sec")
        void noUnit() {}
    }

    static class Rates {
        @RateLimit(permits = 0)
        void none() {}

        @RateLimit(permits = 5, per = "0s")
        void noTime() {}

        @RateLimit(permits = 5, burst = 0)
        void noBurst() {}

        @RateLimit(permits = 2000, per = "1us")
        void tooDense() {}

        @RateLimit(permits = 1, per = "365d", burst = 1000)
        void tooFar() {}

        @RateLimit(permits = 5, maxWait = "0ms")
        void noWait() {}

        @RateLimit(permits = -5, per = "second", burst = -1, maxWait = "later")
        void severalAtOnce() {}

        @RateLimit(name = "api", permits = 5)
        void shared() {}

        @RateLimit(name = "api", permits = 6, per = "2s")
        void sharedOtherwise() {}
    }

    @Test
    void refusesValuesOutOfRange() {
        Golden.misuses("gates", StandardRooms.compiler(), Bulkheads.class, Turns.class, Rates.class);
    }
}
