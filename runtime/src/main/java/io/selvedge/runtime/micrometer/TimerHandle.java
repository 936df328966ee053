package io.selvedge.runtime.micrometer;

import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A timer that is put into the registry when it is first needed.
 *
 * <p>Thread-safe. Recording throws nothing, and allocates nothing from the second time on.
 */
final class TimerHandle {
    private final Complaints complaints;
    private final Supplier<Timer> maker;
    private volatile @Nullable Timer timer;

    /** @param maker throws nothing; may be asked several times, and answers the same timer */
    TimerHandle(Complaints complaints, Supplier<Timer> maker) {
        this.complaints = complaints;
        this.maker = maker;
    }

    /** @param nanos less than none counts as none */
    void record(long nanos) {
        try {
            timer().record(Math.max(nanos, 0), TimeUnit.NANOSECONDS);
        } catch (Throwable thrown) {
            complaints.about("A timer failed", thrown);
        }
    }

    Timer timer() {
        Timer known = timer;
        if (known == null) {
            known = maker.get();
            timer = known;
        }
        return known;
    }
}
