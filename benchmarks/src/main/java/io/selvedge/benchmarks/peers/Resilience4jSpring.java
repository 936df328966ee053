package io.selvedge.benchmarks.peers;

import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.bulkhead.annotation.Bulkhead;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.circuitbreaker.annotation.CircuitBreaker;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import io.github.resilience4j.ratelimiter.RateLimiterRegistry;
import io.github.resilience4j.ratelimiter.annotation.RateLimiter;
import io.github.resilience4j.retry.RetryConfig;
import io.github.resilience4j.retry.RetryRegistry;
import io.github.resilience4j.retry.annotation.Retry;
import io.github.resilience4j.spring6.bulkhead.configure.BulkheadConfiguration;
import io.github.resilience4j.spring6.bulkhead.configure.BulkheadConfigurationProperties;
import io.github.resilience4j.spring6.bulkhead.configure.threadpool.ThreadPoolBulkheadConfiguration;
import io.github.resilience4j.spring6.circuitbreaker.configure.CircuitBreakerConfiguration;
import io.github.resilience4j.spring6.circuitbreaker.configure.CircuitBreakerConfigurationProperties;
import io.github.resilience4j.spring6.fallback.configure.FallbackConfiguration;
import io.github.resilience4j.spring6.ratelimiter.configure.RateLimiterConfiguration;
import io.github.resilience4j.spring6.ratelimiter.configure.RateLimiterConfigurationProperties;
import io.github.resilience4j.spring6.retry.configure.RetryConfiguration;
import io.github.resilience4j.spring6.retry.configure.RetryConfigurationProperties;
import io.github.resilience4j.spring6.spelresolver.configure.SpelResolverConfiguration;
import io.selvedge.benchmarks.Call;
import io.selvedge.benchmarks.Peer;
import io.selvedge.benchmarks.Scenario;
import io.selvedge.benchmarks.Work;
import java.time.Duration;
import java.util.Map;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.EnableAspectJAutoProxy;
import org.springframework.context.annotation.Import;

/** Resilience4j's annotations on a bean behind Spring AOP; without a time limit, which blocking methods cannot have. */
public final class Resilience4jSpring implements Peer {

    @Configuration
    @EnableAspectJAutoProxy(proxyTargetClass = true)
    @Import({
        RetryConfiguration.class,
        CircuitBreakerConfiguration.class,
        BulkheadConfiguration.class,
        ThreadPoolBulkheadConfiguration.class,
        RateLimiterConfiguration.class,
        FallbackConfiguration.class,
        SpelResolverConfiguration.class
    })
    static class Context {
        @Bean
        RetryConfigurationProperties retryProperties() {
            return new RetryConfigurationProperties();
        }

        @Bean
        CircuitBreakerConfigurationProperties breakerProperties() {
            return new CircuitBreakerConfigurationProperties();
        }

        @Bean
        BulkheadConfigurationProperties bulkheadProperties() {
            return new BulkheadConfigurationProperties();
        }

        @Bean
        io.github.resilience4j.common.bulkhead.configuration.CommonThreadPoolBulkheadConfigurationProperties
                poolProperties() {
            return new io.github.resilience4j.common.bulkhead.configuration
                    .CommonThreadPoolBulkheadConfigurationProperties();
        }

        @Bean
        RateLimiterConfigurationProperties limiterProperties() {
            return new RateLimiterConfigurationProperties();
        }
    }

    static class Service {
        private final Work work = new Work();

        @Retry(name = "calls")
        public Object retry() {
            return work.run();
        }

        @Retry(name = "calls")
        public Object failsTwice() {
            return work.failTwice();
        }

        @CircuitBreaker(name = "calls")
        public Object breaker() {
            return work.run();
        }

        @CircuitBreaker(name = "calls", fallbackMethod = "cached")
        public Object fallback() {
            return work.run();
        }

        public Object cached(Throwable why) {
            return "cached";
        }

        @Bulkhead(name = "calls")
        public Object bulkhead() {
            return work.run();
        }

        @RateLimiter(name = "calls")
        public Object rateLimit() {
            return work.run();
        }

        @Retry(name = "calls")
        @CircuitBreaker(name = "calls")
        @Bulkhead(name = "calls")
        public Object allFour() {
            return work.run();
        }
    }

    @Override
    public Map<Scenario, Call> calls() {
        AnnotationConfigApplicationContext context =
                new AnnotationConfigApplicationContext(Context.class, Service.class);
        configure(context);
        Service service = context.getBean(Service.class);
        return Map.of(
                Scenario.RETRY, service::retry,
                Scenario.FAILS_TWICE, service::failsTwice,
                Scenario.BREAKER, service::breaker,
                Scenario.FALLBACK, service::fallback,
                Scenario.BULKHEAD, service::bulkhead,
                Scenario.RATE_LIMIT, service::rateLimit,
                Scenario.ALL_FOUR, service::allFour);
    }

    private static void configure(AnnotationConfigApplicationContext context) {
        RetryConfig retry =
                RetryConfig.custom().maxAttempts(4).waitDuration(Duration.ZERO).build();
        CircuitBreakerConfig breaker =
                CircuitBreakerConfig.custom().slidingWindowSize(100).build();
        BulkheadConfig bulkhead =
                BulkheadConfig.custom().maxConcurrentCalls(1_000).build();
        RateLimiterConfig limiter = RateLimiterConfig.custom()
                .limitForPeriod(1_000_000_000)
                .limitRefreshPeriod(Duration.ofSeconds(1))
                .build();
        context.getBean(RetryRegistry.class).retry("calls", retry);
        context.getBean(CircuitBreakerRegistry.class).circuitBreaker("calls", breaker);
        context.getBean(BulkheadRegistry.class).bulkhead("calls", bulkhead);
        context.getBean(RateLimiterRegistry.class).rateLimiter("calls", limiter);
    }
}
