package io.selvedge.runtime.compile;

import io.selvedge.annotations.Bulkhead;
import io.selvedge.annotations.Key;
import io.selvedge.annotations.KeyLimits;
import io.selvedge.annotations.Retry;
import io.selvedge.annotations.Timeout;
import io.selvedge.runtime.record.Recorder;
import org.junit.jupiter.api.Test;

class KeyMisuseTest {
    static class Keys {
        @Retry
        @Timeout("1s")
        void noState(@Key String user, @Key int shard) {}

        void noPolicy(@Key String user) {}

        @Bulkhead
        @KeyLimits(max = 5)
        void noKey(String user) {}

        @Bulkhead
        @KeyLimits(max = 0, idle = "soon")
        void badLimits(@Key String user) {}

        @Bulkhead
        @KeyLimits(idle = "0s")
        void noTime(@Key String user) {}
    }

    @KeyLimits(max = 7)
    static class LimitsWithoutKeys {
        @Bulkhead
        public void load(String user) {}
    }

    @KeyLimits(max = -1)
    static class BadLimitsOnClass {
        @Bulkhead
        void load(@Key String user) {}

        @Bulkhead
        void save(@Key String user) {}

        @Bulkhead
        @KeyLimits
        void better(@Key String user) {}
    }

    @Test
    void refusesKeysThatChangeNothingAndBadLimits() {
        PlanCompiler compiler = new PlanCompiler(TinyRooms.all(), TinyRooms.ENVIRONMENT, Recorder.NONE);
        Golden.misuses("keys", compiler, Keys.class, LimitsWithoutKeys.class, BadLimitsOnClass.class);
    }
}
