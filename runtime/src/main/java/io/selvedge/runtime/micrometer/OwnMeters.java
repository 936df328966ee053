package io.selvedge.runtime.micrometer;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.noop.NoopCounter;
import io.micrometer.core.instrument.noop.NoopDistributionSummary;
import io.micrometer.core.instrument.noop.NoopTimer;
import io.selvedge.runtime.policy.Reading;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The meters of one recorder: put into the registry when asked for, taken out when the recorder closes.
 *
 * <p>Thread-safe: its state is guarded by the ledger's lock. Throws nothing; what the registry does not take, and what
 * is asked for after the end, is a meter that does nothing.
 */
final class OwnMeters {
    private final MeterRegistry registry;
    private final Ledger ledger;
    private final Complaints complaints;
    private final Set<Meter.Id> mine = new HashSet<>();
    private final Set<Ledger.InstanceName> names = new HashSet<>();
    private boolean closed;

    OwnMeters(MeterRegistry registry, Complaints complaints) {
        this.registry = registry;
        this.ledger = Ledger.of(registry);
        this.complaints = complaints;
    }

    Complaints complaints() {
        return complaints;
    }

    Timer timer(MeterName name, boolean histogram, String... tagValues) {
        Tags tags = name.tags(tagValues);
        Supplier<Timer> registration = () -> Timer.builder(name.fullName())
                .description(name.description())
                .tags(tags)
                .publishPercentileHistogram(histogram)
                .register(registry);
        return registered(
                registration, NoopTimer::new, new Meter.Id(name.fullName(), tags, null, null, Meter.Type.TIMER));
    }

    Counter counter(MeterName name, String... tagValues) {
        Tags tags = name.tags(tagValues);
        Supplier<Counter> registration = () -> Counter.builder(name.fullName())
                .description(name.description())
                .tags(tags)
                .register(registry);
        return registered(
                registration, NoopCounter::new, new Meter.Id(name.fullName(), tags, null, null, Meter.Type.COUNTER));
    }

    DistributionSummary summary(MeterName name, String baseUnit, String... tagValues) {
        Tags tags = name.tags(tagValues);
        Supplier<DistributionSummary> registration = () -> DistributionSummary.builder(name.fullName())
                .description(name.description())
                .baseUnit(baseUnit)
                .tags(tags)
                .register(registry);
        return registered(
                registration,
                NoopDistributionSummary::new,
                new Meter.Id(name.fullName(), tags, baseUnit, null, Meter.Type.DISTRIBUTION_SUMMARY));
    }

    private <M extends Meter> M registered(Supplier<M> registration, Function<Meter.Id, M> noop, Meter.Id id) {
        ledger.lock.lock();
        try {
            return closed ? noop.apply(id) : used(registration.get());
        } catch (Throwable refused) {
            complaints.about("The meter registry did not take " + id, refused);
            return noop.apply(id);
        } finally {
            ledger.lock.unlock();
        }
    }

    private <M extends Meter> M used(M meter) {
        if (mine.add(meter.getId())) {
            ledger.use(meter.getId());
        }
        return meter;
    }

    /** Shows what there is to read of one policy. */
    void show(String room, String instance, List<Reading> readings) {
        ledger.lock.lock();
        try {
            if (!closed && !readings.isEmpty()) {
                String name = nameOf(room, instance);
                readings.forEach(reading -> show(MeterName.of(room, reading), name, reading));
            }
        } finally {
            ledger.lock.unlock();
        }
    }

    private String nameOf(String room, String instance) {
        Ledger.InstanceName taken = ledger.take(room, instance);
        names.add(taken);
        if (!taken.name().equals(instance)) {
            complaints.aboutTwin(room, instance, taken.name());
        }
        return taken.name();
    }

    private void show(String fullName, String instance, Reading reading) {
        Figure figure = new Figure(reading, complaints);
        try {
            Meter meter = used(register(fullName, instance, reading, figure));
            if (!ledger.hold(meter.getId(), figure)) {
                throw new IllegalStateException("another figure is shown there already");
            }
        } catch (Throwable refused) {
            complaints.about("The meter registry does not show " + fullName + " of \"" + instance + "\"", refused);
        }
    }

    private Meter register(String fullName, String instance, Reading reading, Figure figure) {
        String description = reading.description().isEmpty() ? reading.name() : reading.description();
        Tags tags = MeterName.tags(instance, reading);
        return switch (reading.kind()) {
            case GAUGE ->
                Gauge.builder(fullName, figure, Figure::now)
                        .description(description)
                        .baseUnit(MeterName.unit(reading))
                        .tags(tags)
                        .strongReference(true)
                        .register(registry);
            case COUNTER ->
                FunctionCounter.builder(fullName, figure, Figure::total)
                        .description(description)
                        .baseUnit(MeterName.unit(reading))
                        .tags(tags)
                        .register(registry);
        };
    }

    void close() {
        ledger.lock.lock();
        try {
            closed = true;
            mine.stream().filter(ledger::letGo).forEach(this::remove);
            mine.clear();
            ledger.giveBack(names);
            names.clear();
        } finally {
            ledger.lock.unlock();
        }
    }

    private void remove(Meter.Id id) {
        try {
            registry.remove(id);
        } catch (Throwable thrown) {
            complaints.about("The meter registry did not give back " + id, thrown);
        }
    }
}
