package io.selvedge.runtime.micrometer;

import io.micrometer.core.instrument.Meter;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A meter that is put into the registry when it is first needed.
 *
 * <p>Thread-safe. Recording throws nothing, and allocates nothing from the second time on.
 */
abstract class MeterHandle<M extends Meter> {
    final Complaints complaints;
    private final Supplier<M> maker;
    private volatile @Nullable M meter;

    /** @param maker throws nothing; may be asked several times, and answers the same meter */
    MeterHandle(Complaints complaints, Supplier<M> maker) {
        this.complaints = complaints;
        this.maker = maker;
    }

    final M meter() {
        M known = meter;
        if (known == null) {
            known = maker.get();
            meter = known;
        }
        return known;
    }
}
