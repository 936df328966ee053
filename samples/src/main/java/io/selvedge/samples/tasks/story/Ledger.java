package io.selvedge.samples.tasks.story;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/** What the meters say about one thing. Asks them anew each time. */
final class Ledger {
    private final MeterRegistry meters;

    Ledger(MeterRegistry meters) {
        this.meters = meters;
    }

    /**
     * How many calls of a method have ended in that way.
     *
     * @param outcome a value of the tag, such as {@code fallback}
     */
    int calls(Class<?> type, String method, String outcome) {
        String name = type.getName() + "." + method;
        return (int) meters.find("selvedge.calls").tags("method", name, "outcome", outcome).timers().stream()
                .mapToLong(Timer::count)
                .sum();
    }

    /** How many permits of all bulkheads are held now. */
    int permitsUsed() {
        return (int) meters.find("selvedge.bulkhead.permits.used").gauges().stream()
                .mapToDouble(Gauge::value)
                .sum();
    }

    /** How many calls have waited in vain for a connection of that pool. */
    int connectionTimeouts(String pool) {
        return (int) meters.get("hikaricp.connections.timeout")
                .tag("pool", pool)
                .counter()
                .count();
    }

    /** How many connections of that pool are in use now. */
    int connectionsUsed(String pool) {
        return (int) meters.get("hikaricp.connections.active")
                .tag("pool", pool)
                .gauge()
                .value();
    }
}
