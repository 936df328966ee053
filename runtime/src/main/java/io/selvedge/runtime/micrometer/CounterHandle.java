package io.selvedge.runtime.micrometer;

import io.micrometer.core.instrument.Counter;
import java.util.function.Supplier;

/** A counter that is there once it has been needed. Thread-safe. */
final class CounterHandle extends MeterHandle<Counter> {

    CounterHandle(Complaints complaints, Supplier<Counter> maker) {
        super(complaints, maker);
    }

    void count() {
        try {
            meter().increment();
        } catch (Throwable thrown) {
            complaints.about("A counter failed", thrown);
        }
    }
}
