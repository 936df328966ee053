package io.selvedge.benchmarks.peers;

import io.selvedge.benchmarks.Call;
import io.selvedge.benchmarks.Peer;
import io.selvedge.benchmarks.Scenario;
import io.selvedge.benchmarks.Work;
import java.util.Map;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.resilience.annotation.ConcurrencyLimit;
import org.springframework.resilience.annotation.EnableResilientMethods;
import org.springframework.resilience.annotation.Retryable;

/** Spring 7's own resilience annotations on a bean behind a proxy. Its limit waits, so there is no refusal. */
public final class SpringMethods implements Peer {

    @Configuration
    @EnableResilientMethods(proxyTargetClass = true)
    static class Context {}

    static class Service {
        private final Work work = new Work();

        @Retryable(maxRetries = 3, delay = 0)
        public Object retry() {
            return work.run();
        }

        @Retryable(maxRetries = 3, delay = 0)
        public Object failsTwice() {
            return work.failTwice();
        }

        @ConcurrencyLimit(1_000)
        public Object bulkhead() {
            return work.run();
        }

        @ConcurrencyLimit(1)
        public Object serialized() {
            return work.run();
        }
    }

    @Override
    public Map<Scenario, Call> calls() {
        Service service = new AnnotationConfigApplicationContext(Context.class, Service.class).getBean(Service.class);
        return Map.of(
                Scenario.RETRY, service::retry,
                Scenario.FAILS_TWICE, service::failsTwice,
                Scenario.BULKHEAD, service::bulkhead,
                Scenario.SERIALIZED, service::serialized);
    }
}
