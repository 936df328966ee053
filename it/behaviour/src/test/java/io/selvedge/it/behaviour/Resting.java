package io.selvedge.it.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import io.selvedge.runtime.policy.Policy;
import io.selvedge.runtime.policy.Reading;
import io.selvedge.testkit.Driven;
import io.selvedge.testkit.RecordingRecorder;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/** Nothing is held, nobody waits and nothing is armed for a call that has ended. */
final class Resting {
    private static final Set<String> HELD = Set.of("permits.used", "turns.held", "waiting", "running");

    private Resting() {}

    /** Looks at every policy of the engine and at its timer. */
    static void assertAtRest(Driven driven) {
        assertThat(held(driven.recorder())).isEmpty();
        assertThat(driven.time().armed()).as("alarms armed").isZero();
        assertThat(driven.hands().atWork()).as("threads at work").isZero();
    }

    /** What policies hold, by instance and figure, as far as it is not 0. */
    static Map<String, Double> held(RecordingRecorder recorder) {
        Map<String, Double> held = new TreeMap<>();
        recorder.instances().forEach((instance, policy) -> add(held, instance, policy));
        return held;
    }

    /** What that figure of that instance shows. */
    static double reading(Driven driven, String instance, String figure) {
        return Objects.requireNonNull(driven.recorder().instances().get(instance), instance).readings().stream()
                .filter(reading -> reading.name().equals(figure))
                .mapToDouble(reading -> reading.value().getAsDouble())
                .sum();
    }

    private static void add(Map<String, Double> held, String instance, Policy policy) {
        for (Reading reading : policy.readings()) {
            double value = reading.value().getAsDouble();
            if (HELD.contains(reading.name()) && value != 0) {
                held.put(instance + " " + reading.name(), value);
            }
        }
    }
}
