package io.selvedge.runtime.micrometer;

import io.micrometer.core.instrument.DistributionSummary;
import java.util.function.Supplier;

/** A distribution that is there once it has been needed. Thread-safe. */
final class SummaryHandle extends MeterHandle<DistributionSummary> {

    SummaryHandle(Complaints complaints, Supplier<DistributionSummary> maker) {
        super(complaints, maker);
    }

    void record(int amount) {
        try {
            meter().record(amount);
        } catch (Throwable thrown) {
            complaints.about("A distribution failed", thrown);
        }
    }
}
