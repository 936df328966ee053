package io.selvedge.it.weaving;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.selvedge.annotations.Bulkhead;
import io.selvedge.annotations.CircuitBreaker;
import io.selvedge.annotations.Retry;
import io.selvedge.annotations.Timeout;
import io.selvedge.runtime.Engine;
import io.selvedge.runtime.EngineOptions;
import io.selvedge.runtime.micrometer.MicrometerRecorder;
import io.selvedge.runtime.micrometer.ObservationRecorder;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a call allocates that is measured by Micrometer. */
class BytesPerMeasuredCallTest {

    static class Guarded {
        private static final CompletableFuture<String> STAGE = CompletableFuture.completedFuture("done");
        private String value = "done";

        @Retry
        @CircuitBreaker
        @Timeout("1s")
        @Bulkhead
        String chain() {
            return value;
        }

        @Retry
        @CircuitBreaker
        @Timeout("1s")
        @Bulkhead
        CompletableFuture<String> stage() {
            return STAGE;
        }
    }

    static Stream<MeterRegistry> registries() {
        return Stream.of(new SimpleMeterRegistry(), new PrometheusMeterRegistry(PrometheusConfig.DEFAULT));
    }

    @ParameterizedTest
    @MethodSource("registries")
    void measuring_allocates_nothing(MeterRegistry registry) {
        Guarded guarded = new Guarded();
        EngineOptions options = EngineOptions.standard().withRecorder(new MicrometerRecorder(registry));
        try (Engine engine = Engine.start(options)) {
            engine.serve(Guarded.class);
            String name = registry.getClass().getSimpleName();
            Bytes.hold("the chain in a " + name, Bytes.NONE, i -> guarded.chain());
            Bytes.hold("the chain around a stage in a " + name, 128, i -> guarded.stage());
        }
    }

    @Test
    void who_could_follow_calls_and_follows_none_costs_nothing() {
        Guarded guarded = new Guarded();
        EngineOptions options = EngineOptions.standard()
                .withRecorder(new MicrometerRecorder(new SimpleMeterRegistry())
                        .and(new ObservationRecorder(ObservationRegistry.NOOP)));
        try (Engine engine = Engine.start(options)) {
            engine.serve(Guarded.class);
            Bytes.hold("the chain, measured and not traced", Bytes.NONE, i -> guarded.chain());
            Bytes.hold("the chain around a stage, measured and not traced", 128, i -> guarded.stage());
        }
    }
}
