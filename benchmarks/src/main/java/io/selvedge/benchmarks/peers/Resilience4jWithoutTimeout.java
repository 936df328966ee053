package io.selvedge.benchmarks.peers;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.micrometer.tagged.TaggedBulkheadMetrics;
import io.github.resilience4j.micrometer.tagged.TaggedCircuitBreakerMetrics;
import io.github.resilience4j.micrometer.tagged.TaggedRetryMetrics;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryRegistry;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.selvedge.benchmarks.Call;
import io.selvedge.benchmarks.Peer;
import io.selvedge.benchmarks.Scenario;
import io.selvedge.benchmarks.Work;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;

/** Resilience4j's decorators without a time limit, which would cost them a thread: less than the others do here. */
public final class Resilience4jWithoutTimeout implements Peer {
    private final Work work = new Work();

    @Override
    public Map<Scenario, Call> calls() {
        return Map.of(
                Scenario.ALL_FOUR,
                chain(Resilience4j.retry(), Resilience4j.breaker(Duration.ofSeconds(5)), Resilience4j.bulkhead(1_000))
                        ::get,
                Scenario.ALL_FOUR_SIMPLE,
                measured(new SimpleMeterRegistry()),
                Scenario.ALL_FOUR_PROMETHEUS,
                measured(new PrometheusMeterRegistry(PrometheusConfig.DEFAULT)));
    }

    private Supplier<Object> chain(Retry retry, CircuitBreaker breaker, Bulkhead bulkhead) {
        Supplier<Object> inside =
                CircuitBreaker.decorateSupplier(breaker, Bulkhead.decorateSupplier(bulkhead, work::run));
        return Retry.decorateSupplier(retry, inside);
    }

    private Call measured(MeterRegistry meters) {
        RetryRegistry retries = RetryRegistry.of(Resilience4j.retry().getRetryConfig());
        CircuitBreakerRegistry breakers = CircuitBreakerRegistry.of(
                Resilience4j.breaker(Duration.ofSeconds(5)).getCircuitBreakerConfig());
        BulkheadRegistry bulkheads =
                BulkheadRegistry.of(Resilience4j.bulkhead(1_000).getBulkheadConfig());
        TaggedRetryMetrics.ofRetryRegistry(retries).bindTo(meters);
        TaggedCircuitBreakerMetrics.ofCircuitBreakerRegistry(breakers).bindTo(meters);
        TaggedBulkheadMetrics.ofBulkheadRegistry(bulkheads).bindTo(meters);
        Supplier<Object> chain = chain(retries.retry("r"), breakers.circuitBreaker("b"), bulkheads.bulkhead("l"));
        Timer timer = Timer.builder("calls").register(meters);
        return () -> timer.record(chain);
    }
}
