package io.selvedge.runtime.compile;

import io.selvedge.annotations.Bulkhead;
import io.selvedge.annotations.PolicyOrder;
import io.selvedge.annotations.Retry;
import io.selvedge.annotations.Timeout;
import io.selvedge.annotations.Woven;
import io.selvedge.runtime.record.Recorder;
import org.junit.jupiter.api.Test;

class OrderMisuseTest {
    static class Orders {
        @PolicyOrder({})
        @Retry
        void empty() {}

        @PolicyOrder(Retry.class)
        @Retry
        void lonely() {}

        @PolicyOrder({Timeout.class, Retry.class, Timeout.class})
        @Retry
        @Timeout("1s")
        void twice() {}

        @PolicyOrder({Woven.class, Retry.class})
        @Retry
        void noPolicy() {}

        @PolicyOrder({Bulkhead.class, Retry.class})
        @Retry
        void absent() {}

        @PolicyOrder({Bulkhead.class, Retry.class})
        void unguarded() {}
    }

    @PolicyOrder({Timeout.class, Bulkhead.class, Timeout.class})
    static class OrderOnClass {
        @Retry
        void load() {}

        @Retry
        void save() {}
    }

    @Test
    void refusesOrdersThatOrderNothing() {
        PlanCompiler compiler = new PlanCompiler(TinyRooms.all(), TinyRooms.ENVIRONMENT, Recorder.NONE);
        Golden.misuses("orders", compiler, Orders.class, OrderOnClass.class);
    }
}
