package io.selvedge.it.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.observation.ObservationRegistry;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.handler.DefaultTracingObservationHandler;
import io.micrometer.tracing.test.simple.SimpleSpan;
import io.micrometer.tracing.test.simple.SimpleTracer;
import io.selvedge.annotations.Backoff;
import io.selvedge.annotations.Jitter;
import io.selvedge.annotations.Retry;
import io.selvedge.runtime.micrometer.ObservationRecorder;
import io.selvedge.testkit.Driven;
import io.selvedge.testkit.EveryDriver;
import io.selvedge.testkit.Reaction;
import java.io.IOException;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** What a bridge to a tracer makes of observed calls. */
class TracingBridgeTest {
    @Retry(maxRetries = 1, backoff = @Backoff(initial = "50ms", jitter = Jitter.NONE))
    @Retention(RetentionPolicy.RUNTIME)
    @interface Chain {}

    @EveryDriver
    void a_call_is_a_span_under_the_callers_and_over_the_methods_with_attempts_as_its_events(Driven driven) {
        SimpleTracer tracer = new SimpleTracer();
        AtomicInteger attempts = new AtomicInteger();
        ObservationRegistry registry = ObservationRegistry.create();
        registry.observationConfig().observationHandler(new DefaultTracingObservationHandler(tracer));
        try (Driven traced =
                new Driven(driven.mode(), options -> options.withRecorder(new ObservationRecorder(registry)))) {
            SimpleSpan callers = tracer.nextSpan().name("caller").start();
            try (Tracer.SpanInScope scope = tracer.withSpan(callers)) {
                assertThat(scope).isNotNull();
                traced.guard("partner", Chain.class).call(() -> {
                    tracer.nextSpan().name("method").start().end();
                    return attempts.getAndIncrement() == 0
                            ? Reaction.fails(new IOException()).after(5)
                            : Reaction.returns("a");
                });
                assertThat(tracer.currentSpan()).isSameAs(callers);
            }
            callers.end();

            SimpleSpan call = only(tracer, "partner");
            assertThat(call.getParentId()).isEqualTo(callers.getSpanId());
            assertThat(call.getTags()).containsEntry("method", "partner").containsEntry("outcome", "success");
            assertThat(call.getEvents().stream().map(event -> event.getValue()))
                    .containsExactly("retry: again after 50ms", "retry: kept, recovered");
            assertThat(call.getEndTimestamp()).isAfterOrEqualTo(call.getStartTimestamp());
            assertThat(named(tracer, "method"))
                    .hasSize(2)
                    .allSatisfy(inside -> assertThat(inside.getParentId()).isEqualTo(call.getSpanId()));
            assertThat(tracer.currentSpan()).isNull();
        }
    }

    private static List<SimpleSpan> named(SimpleTracer tracer, String name) {
        return tracer.getSpans().stream()
                .filter(span -> name.equals(span.getName()))
                .toList();
    }

    private static SimpleSpan only(SimpleTracer tracer, String name) {
        assertThat(named(tracer, name)).hasSize(1);
        return named(tracer, name).get(0);
    }
}
