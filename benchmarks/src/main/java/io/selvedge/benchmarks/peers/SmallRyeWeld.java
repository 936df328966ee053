package io.selvedge.benchmarks.peers;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.selvedge.benchmarks.Call;
import io.selvedge.benchmarks.Peer;
import io.selvedge.benchmarks.Scenario;
import io.selvedge.benchmarks.Work;
import io.smallrye.faulttolerance.api.AsynchronousNonBlocking;
import io.smallrye.faulttolerance.api.RateLimit;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import jakarta.inject.Singleton;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.faulttolerance.Bulkhead;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import org.eclipse.microprofile.faulttolerance.Fallback;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.faulttolerance.Timeout;

/** SmallRye Fault Tolerance's annotations on a bean of Weld, as Quarkus-less applications use them. */
public final class SmallRyeWeld implements Peer {
    private static final Work WORK = new Work();

    /** It asks for a registry where there is one on the class path, even if it is not to measure. */
    public static class Registry {
        @Produces
        MeterRegistry registry() {
            return new CompositeMeterRegistry();
        }
    }

    public static class Simple {
        @Produces
        @Singleton
        MeterRegistry registry() {
            return new SimpleMeterRegistry();
        }
    }

    public static class Prometheus {
        @Produces
        @Singleton
        MeterRegistry registry() {
            return new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        }
    }

    @Singleton
    public static class Service {

        @Retry(maxRetries = 3, delay = 0, jitter = 0)
        public Object retry() {
            return WORK.run();
        }

        @Retry(maxRetries = 3, delay = 0, jitter = 0)
        public Object failsTwice() {
            return WORK.failTwice();
        }

        @Fallback(fallbackMethod = "cached")
        public Object fallback() {
            return WORK.run();
        }

        public Object cached() {
            return "cached";
        }

        @Bulkhead(1_000)
        public Object bulkhead() {
            return WORK.run();
        }

        @CircuitBreaker(requestVolumeThreshold = 100)
        public Object breaker() {
            return WORK.run();
        }

        @Timeout(value = 1, unit = ChronoUnit.SECONDS)
        public Object timeout() {
            return WORK.run();
        }

        @RateLimit(value = 1_000_000_000)
        public Object rateLimit() {
            return WORK.run();
        }

        @Retry(maxRetries = 3, delay = 0, jitter = 0)
        @CircuitBreaker(requestVolumeThreshold = 100)
        @Timeout(value = 1, unit = ChronoUnit.SECONDS)
        @Bulkhead(1_000)
        public Object allFour() {
            return WORK.run();
        }

        @AsynchronousNonBlocking
        @Retry(maxRetries = 3, delay = 0, jitter = 0)
        @CircuitBreaker(requestVolumeThreshold = 100)
        @Timeout(value = 1, unit = ChronoUnit.SECONDS)
        @Bulkhead(1_000)
        public CompletionStage<Object> allFourStage() {
            return WORK.stage();
        }

        @AsynchronousNonBlocking
        @Retry(maxRetries = 3, delay = 0, jitter = 0)
        @CircuitBreaker(requestVolumeThreshold = 100)
        @Timeout(value = 1, unit = ChronoUnit.SECONDS)
        @Bulkhead(1_000)
        public CompletionStage<Object> allFourLater() {
            return WORK.pending();
        }
    }

    @Override
    public Map<Scenario, Call> calls() {
        Late<Service> service = new Late<>(() -> start(Registry.class, false));
        Late<Service> simple = new Late<>(() -> start(Simple.class, true));
        Late<Service> prometheus = new Late<>(() -> start(Prometheus.class, true));
        return Map.ofEntries(
                Map.entry(Scenario.RETRY, () -> service.get().retry()),
                Map.entry(Scenario.FAILS_TWICE, () -> service.get().failsTwice()),
                Map.entry(Scenario.FALLBACK, () -> service.get().fallback()),
                Map.entry(Scenario.BULKHEAD, () -> service.get().bulkhead()),
                Map.entry(Scenario.BREAKER, () -> service.get().breaker()),
                Map.entry(Scenario.TIMEOUT, () -> service.get().timeout()),
                Map.entry(Scenario.RATE_LIMIT, () -> service.get().rateLimit()),
                Map.entry(Scenario.ALL_FOUR, () -> service.get().allFour()),
                Map.entry(Scenario.ALL_FOUR_SIMPLE, () -> simple.get().allFour()),
                Map.entry(Scenario.ALL_FOUR_PROMETHEUS, () -> prometheus.get().allFour()),
                Map.entry(
                        Scenario.ALL_FOUR_STAGE, Work.joined(() -> service.get().allFourStage())),
                Map.entry(
                        Scenario.ALL_FOUR_STAGE_LATER,
                        WORK.later(() -> service.get().allFourLater())));
    }

    /** A container for itself: two of them in one process are more than it likes. */
    private static Service start(Class<?> registry, boolean measured) {
        System.setProperty("MP_Fault_Tolerance_Metrics_Enabled", Boolean.toString(measured));
        return SeContainerInitializer.newInstance()
                .addBeanClasses(Service.class, registry)
                .initialize()
                .select(Service.class)
                .get();
    }
}
