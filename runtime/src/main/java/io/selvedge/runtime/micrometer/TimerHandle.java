package io.selvedge.runtime.micrometer;

import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** A timer that is there once it has been needed. Thread-safe. */
final class TimerHandle extends MeterHandle<Timer> {

    TimerHandle(Complaints complaints, Supplier<Timer> maker) {
        super(complaints, maker);
    }

    /** @param nanos less than none counts as none */
    void record(long nanos) {
        try {
            meter().record(Math.max(nanos, 0), TimeUnit.NANOSECONDS);
        } catch (Throwable thrown) {
            complaints.about("A timer failed", thrown);
        }
    }
}
