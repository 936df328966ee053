package io.selvedge.benchmarks.peers;

import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.common.bulkhead.configuration.CommonThreadPoolBulkheadConfigurationProperties;
import io.github.resilience4j.micrometer.tagged.TaggedBulkheadMetrics;
import io.github.resilience4j.micrometer.tagged.TaggedCircuitBreakerMetrics;
import io.github.resilience4j.micrometer.tagged.TaggedRetryMetrics;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import io.github.resilience4j.ratelimiter.RateLimiterRegistry;
import io.github.resilience4j.retry.RetryConfig;
import io.github.resilience4j.retry.RetryRegistry;
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
import io.github.resilience4j.spring6.timelimiter.configure.TimeLimiterConfiguration;
import io.github.resilience4j.spring6.timelimiter.configure.TimeLimiterConfigurationProperties;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.EnableAspectJAutoProxy;
import org.springframework.context.annotation.Import;

/** Resilience4j's aspects in a context of Spring, with settings for everything of the name "calls". */
@Configuration
@EnableAspectJAutoProxy(proxyTargetClass = true)
@Import({
    RetryConfiguration.class,
    CircuitBreakerConfiguration.class,
    BulkheadConfiguration.class,
    ThreadPoolBulkheadConfiguration.class,
    RateLimiterConfiguration.class,
    TimeLimiterConfiguration.class,
    FallbackConfiguration.class,
    SpelResolverConfiguration.class
})
class Resilience4jContext {
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
    CommonThreadPoolBulkheadConfigurationProperties poolProperties() {
        return new CommonThreadPoolBulkheadConfigurationProperties();
    }

    @Bean
    RateLimiterConfigurationProperties limiterProperties() {
        return new RateLimiterConfigurationProperties();
    }

    @Bean
    TimeLimiterConfigurationProperties timeProperties() {
        return new TimeLimiterConfigurationProperties();
    }

    static ApplicationContext start() {
        AnnotationConfigApplicationContext context =
                new AnnotationConfigApplicationContext(Resilience4jContext.class, Resilience4jSpring.Service.class);
        configure(context);
        return context;
    }

    /** The same with the meters that it brings. */
    static ApplicationContext measured(MeterRegistry meters) {
        ApplicationContext context = start();
        TaggedRetryMetrics.ofRetryRegistry(context.getBean(RetryRegistry.class)).bindTo(meters);
        TaggedCircuitBreakerMetrics.ofCircuitBreakerRegistry(context.getBean(CircuitBreakerRegistry.class))
                .bindTo(meters);
        TaggedBulkheadMetrics.ofBulkheadRegistry(context.getBean(BulkheadRegistry.class))
                .bindTo(meters);
        return context;
    }

    private static void configure(ApplicationContext context) {
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
