package io.selvedge.it.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.common.KeyValue;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationView;
import io.micrometer.observation.tck.TestObservationRegistry;
import io.selvedge.runtime.micrometer.ObservationRecorder;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A registry that finds fault with what it is told in the wrong order, and what it was told. Thread-safe. */
final class Observed implements ObservationHandler<Observation.Context> {
    final TestObservationRegistry registry = TestObservationRegistry.create();
    final ObservationRecorder recorder = new ObservationRecorder(registry);

    private final List<Observation.Context> started = new CopyOnWriteArrayList<>();
    private final List<Observation.Context> stopped = new CopyOnWriteArrayList<>();
    private final Map<Observation.Context, List<String>> events = new ConcurrentHashMap<>();
    private final AtomicInteger scopes = new AtomicInteger();

    Observed() {
        registry.observationConfig().observationHandler(this);
    }

    @Override
    public boolean supportsContext(Observation.Context context) {
        return true;
    }

    @Override
    public void onStart(Observation.Context context) {
        started.add(context);
    }

    @Override
    public void onEvent(Observation.Event event, Observation.Context context) {
        events.computeIfAbsent(context, any -> new CopyOnWriteArrayList<>())
                .add(event.getName() + " (" + event.getContextualName() + ")");
    }

    @Override
    public void onScopeOpened(Observation.Context context) {
        scopes.incrementAndGet();
    }

    @Override
    public void onScopeClosed(Observation.Context context) {
        scopes.decrementAndGet();
    }

    @Override
    public void onStop(Observation.Context context) {
        stopped.add(context);
    }

    /** Those of that name, in the order in which they began. */
    List<Observation.Context> named(String name) {
        return started.stream()
                .filter(context -> name.equals(context.getName()))
                .toList();
    }

    /** The only one of that name. */
    Observation.Context only(String name) {
        assertThat(named(name)).hasSize(1);
        return named(name).get(0);
    }

    List<String> events(Observation.Context context) {
        return events.getOrDefault(context, List.of());
    }

    static Map<String, String> keys(Observation.Context context) {
        Map<String, String> keys = new TreeMap<>();
        for (KeyValue each : context.getLowCardinalityKeyValues()) {
            keys.put(each.getKey(), each.getValue());
        }
        return keys;
    }

    static @Nullable Object parentOf(Observation.Context context) {
        ObservationView parent = context.getParentObservation();
        return parent == null ? null : parent.getContextView();
    }

    /** An observation of a user's own, that begins and ends on this thread. */
    void user(String name) {
        Observation.createNotStarted(name, registry).observe(() -> {});
    }

    /** Everything that began ends, and no thread works for anything any more; helpers may leave a moment after the call. */
    void assertAtRest() {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while ((scopes.get() != 0 || !stopped.containsAll(started)) && System.nanoTime() < until) {
            Thread.yield();
        }
        assertThat(stopped).containsExactlyInAnyOrderElementsOf(started);
        assertThat(scopes).as("open scopes").hasValue(0);
        assertThat(registry.getCurrentObservationScope()).as("of this thread").isNull();
    }
}
