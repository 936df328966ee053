package io.selvedge.runtime.micrometer;

import io.micrometer.core.instrument.Counter;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A counter that is put into the registry when it is first needed.
 *
 * <p>Thread-safe. Counting throws nothing, and allocates nothing from the second time on.
 */
final class CounterHandle {
    private final Complaints complaints;
    private final Supplier<Counter> maker;
    private volatile @Nullable Counter counter;

    /** @param maker throws nothing; may be asked several times, and answers the same counter */
    CounterHandle(Complaints complaints, Supplier<Counter> maker) {
        this.complaints = complaints;
        this.maker = maker;
    }

    void count() {
        try {
            counter().increment();
        } catch (Throwable thrown) {
            complaints.about("A counter failed", thrown);
        }
    }

    private Counter counter() {
        Counter known = counter;
        if (known == null) {
            known = maker.get();
            counter = known;
        }
        return known;
    }
}
