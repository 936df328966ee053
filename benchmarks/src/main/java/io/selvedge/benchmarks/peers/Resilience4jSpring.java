package io.selvedge.benchmarks.peers;

import io.github.resilience4j.bulkhead.annotation.Bulkhead;
import io.github.resilience4j.circuitbreaker.annotation.CircuitBreaker;
import io.github.resilience4j.ratelimiter.annotation.RateLimiter;
import io.github.resilience4j.retry.annotation.Retry;
import io.github.resilience4j.timelimiter.annotation.TimeLimiter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.selvedge.benchmarks.Call;
import io.selvedge.benchmarks.Peer;
import io.selvedge.benchmarks.Scenario;
import io.selvedge.benchmarks.Work;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/** Resilience4j's annotations on a bean behind Spring AOP; without a time limit, which blocking methods cannot have. */
public final class Resilience4jSpring implements Peer {
    private static final Work WORK = new Work();

    static class Service {
        @Retry(name = "calls")
        public Object retry() {
            return WORK.run();
        }

        @Retry(name = "calls")
        public Object failsTwice() {
            return WORK.failTwice();
        }

        @CircuitBreaker(name = "calls")
        public Object breaker() {
            return WORK.run();
        }

        @CircuitBreaker(name = "calls", fallbackMethod = "cached")
        public Object fallback() {
            return WORK.run();
        }

        public Object cached(Throwable why) {
            return "cached";
        }

        @Bulkhead(name = "calls")
        public Object bulkhead() {
            return WORK.run();
        }

        @RateLimiter(name = "calls")
        public Object rateLimit() {
            return WORK.run();
        }

        @Retry(name = "calls")
        @CircuitBreaker(name = "calls")
        @Bulkhead(name = "calls")
        public Object allFour() {
            return WORK.run();
        }

        @Retry(name = "calls")
        @CircuitBreaker(name = "calls")
        @TimeLimiter(name = "calls")
        @Bulkhead(name = "calls")
        public CompletionStage<Object> allFourStage() {
            return WORK.stage();
        }

        @Retry(name = "calls")
        @CircuitBreaker(name = "calls")
        @TimeLimiter(name = "calls")
        @Bulkhead(name = "calls")
        public CompletionStage<Object> allFourLater() {
            return WORK.pending();
        }
    }

    @Override
    public Map<Scenario, Call> calls() {
        Late<Service> service = new Late<>(() -> Resilience4jContext.start().getBean(Service.class));
        return Map.ofEntries(
                Map.entry(Scenario.RETRY, () -> service.get().retry()),
                Map.entry(Scenario.FAILS_TWICE, () -> service.get().failsTwice()),
                Map.entry(Scenario.BREAKER, () -> service.get().breaker()),
                Map.entry(Scenario.FALLBACK, () -> service.get().fallback()),
                Map.entry(Scenario.BULKHEAD, () -> service.get().bulkhead()),
                Map.entry(Scenario.RATE_LIMIT, () -> service.get().rateLimit()),
                Map.entry(Scenario.ALL_FOUR, () -> service.get().allFour()),
                Map.entry(Scenario.ALL_FOUR_SIMPLE, timed(new SimpleMeterRegistry())),
                Map.entry(Scenario.ALL_FOUR_PROMETHEUS, timed(new PrometheusMeterRegistry(PrometheusConfig.DEFAULT))),
                Map.entry(
                        Scenario.ALL_FOUR_STAGE, Work.joined(() -> service.get().allFourStage())),
                Map.entry(
                        Scenario.ALL_FOUR_STAGE_LATER,
                        WORK.later(() -> service.get().allFourLater())));
    }

    /** Its own meters, and a timer around the call, which costs less than one more aspect. */
    private static Call timed(MeterRegistry meters) {
        Late<Service> service =
                new Late<>(() -> Resilience4jContext.measured(meters).getBean(Service.class));
        Timer timer = Timer.builder("calls").register(meters);
        return () -> timer.recordCallable(() -> service.get().allFour());
    }
}
