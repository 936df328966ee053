package io.selvedge.runtime.micrometer;

import io.selvedge.runtime.policy.Reading;
import java.util.concurrent.atomic.DoubleAccumulator;

/**
 * A policy's reading as a registry may ask for it: throws nothing, and a counter never falls.
 *
 * <p>Thread-safe.
 */
final class Figure {
    private final Reading reading;
    private final Complaints complaints;
    /** One broken figure must not take the whole scrape along, as a falling or negative counter does in Prometheus. */
    private final DoubleAccumulator highest = new DoubleAccumulator(Math::max, 0);

    Figure(Reading reading, Complaints complaints) {
        this.reading = reading;
        this.complaints = complaints;
    }

    /** What the reading says now, or not a number if it fails. */
    double now() {
        try {
            return reading.value().getAsDouble();
        } catch (Throwable thrown) {
            complaints.about("The reading \"" + reading.name() + "\" of a policy failed", thrown);
            return Double.NaN;
        }
    }

    /** The highest that the reading has said so far, at least 0. */
    double total() {
        double now = now();
        if (!Double.isNaN(now)) {
            highest.accumulate(now);
        }
        return highest.get();
    }
}
