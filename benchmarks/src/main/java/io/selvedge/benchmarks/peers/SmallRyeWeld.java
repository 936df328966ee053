package io.selvedge.benchmarks.peers;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.selvedge.benchmarks.Call;
import io.selvedge.benchmarks.Peer;
import io.selvedge.benchmarks.Scenario;
import io.selvedge.benchmarks.Work;
import io.smallrye.faulttolerance.api.RateLimit;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import jakarta.inject.Singleton;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.eclipse.microprofile.faulttolerance.Bulkhead;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import org.eclipse.microprofile.faulttolerance.Fallback;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.faulttolerance.Timeout;

/** SmallRye Fault Tolerance's annotations on a bean of Weld, as Quarkus-less applications use them. */
public final class SmallRyeWeld implements Peer {

    /** It asks for a registry where there is one on the class path, even if it is not to measure. */
    public static class Registry {
        @Produces
        MeterRegistry registry() {
            return new CompositeMeterRegistry();
        }
    }

    @Singleton
    public static class Service {
        private final Work work = new Work();

        @Retry(maxRetries = 3, delay = 0, jitter = 0)
        public Object retry() {
            return work.run();
        }

        @Retry(maxRetries = 3, delay = 0, jitter = 0)
        public Object failsTwice() {
            return work.failTwice();
        }

        @Fallback(fallbackMethod = "cached")
        public Object fallback() {
            return work.run();
        }

        public Object cached() {
            return "cached";
        }

        @Bulkhead(1_000)
        public Object bulkhead() {
            return work.run();
        }

        @CircuitBreaker(requestVolumeThreshold = 100)
        public Object breaker() {
            return work.run();
        }

        @Timeout(value = 1, unit = ChronoUnit.SECONDS)
        public Object timeout() {
            return work.run();
        }

        @RateLimit(value = 1_000_000_000)
        public Object rateLimit() {
            return work.run();
        }

        @Retry(maxRetries = 3, delay = 0, jitter = 0)
        @CircuitBreaker(requestVolumeThreshold = 100)
        @Timeout(value = 1, unit = ChronoUnit.SECONDS)
        @Bulkhead(1_000)
        public Object allFour() {
            return work.run();
        }
    }

    @Override
    public Map<Scenario, Call> calls() {
        System.setProperty("MP_Fault_Tolerance_Metrics_Enabled", "false");
        Service service = SeContainerInitializer.newInstance()
                .addBeanClasses(Service.class, Registry.class)
                .initialize()
                .select(Service.class)
                .get();
        return Map.of(
                Scenario.RETRY, service::retry,
                Scenario.FAILS_TWICE, service::failsTwice,
                Scenario.FALLBACK, service::fallback,
                Scenario.BULKHEAD, service::bulkhead,
                Scenario.BREAKER, service::breaker,
                Scenario.TIMEOUT, service::timeout,
                Scenario.RATE_LIMIT, service::rateLimit,
                Scenario.ALL_FOUR, service::allFour);
    }
}
