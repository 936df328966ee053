package io.selvedge.runtime.compile;

import io.selvedge.annotations.Bulkhead;
import io.selvedge.annotations.Key;
import io.selvedge.annotations.KeyLimits;
import io.selvedge.runtime.record.Recorder;
import org.junit.jupiter.api.Test;

class SharedNameMisuseTest {
    static class First {
        @Bulkhead(name = "db")
        void load() {}

        @Bulkhead(name = "db")
        void save() {}

        @Bulkhead(name = "users")
        void user(@Key String user) {}
    }

    static class Second {
        @Bulkhead(name = "db", limit = 5, queue = 2)
        void load() {}

        @Bulkhead(name = "users")
        void all() {}

        @Bulkhead(name = "users")
        @KeyLimits(max = 10, idle = "5s")
        void user(@Key String user) {}
    }

    @Bulkhead(name = "db", limit = 6)
    static class Third {
        public void load() {}

        public void save() {}
    }

    @Test
    void refusesOneNameForDifferentSettings() {
        PlanCompiler compiler = new PlanCompiler(TinyRooms.all(), TinyRooms.ENVIRONMENT, Recorder.NONE);
        Golden.misuses("names", compiler, First.class, Second.class, Third.class);
    }
}
