package io.selvedge.benchmarks.peers;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.core.SupplierUtils;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import io.github.resilience4j.timelimiter.TimeLimiter;
import io.selvedge.benchmarks.Call;
import io.selvedge.benchmarks.Peer;
import io.selvedge.benchmarks.Scenario;
import io.selvedge.benchmarks.Work;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/** Resilience4j's decorators, each made once. Its time limit for blocking work is another thread's. */
public final class Resilience4j implements Peer {
    private final Work work = new Work();
    private final ExecutorService pool = Executors.newCachedThreadPool(Resilience4j::daemon);

    static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "resilience4j");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public Map<Scenario, Call> calls() throws InterruptedException {
        Supplier<Object> open = CircuitBreaker.decorateSupplier(breaker(Duration.ofHours(1)), work::fail);
        Supplier<Object> full = Bulkhead.decorateSupplier(bulkhead(1), work::stay);
        Supplier<Object> spent = RateLimiter.decorateSupplier(limiter(1, Duration.ofHours(1)), work::run);
        Work.exhaust(open::get, 100);
        work.occupy(full::get);
        Work.exhaust(spent::get, 1);
        return Map.ofEntries(
                entry(Scenario.RETRY, Retry.decorateSupplier(retry(), work::run)),
                entry(Scenario.FALLBACK, SupplierUtils.recover(work::run, thrown -> "cached")),
                entry(Scenario.BULKHEAD, Bulkhead.decorateSupplier(bulkhead(1_000), work::run)),
                entry(Scenario.SERIALIZED, Bulkhead.decorateSupplier(waiting(1), work::run)),
                entry(Scenario.QUEUED, Bulkhead.decorateSupplier(waiting(1), work::run)),
                entry(Scenario.BREAKER, CircuitBreaker.decorateSupplier(breaker(Duration.ofSeconds(5)), work::run)),
                Map.entry(Scenario.TIMEOUT, limited(work::run)::call),
                entry(
                        Scenario.RATE_LIMIT,
                        RateLimiter.decorateSupplier(limiter(1_000_000_000, Duration.ofSeconds(1)), work::run)),
                Map.entry(Scenario.ALL_FOUR, allFour()::call),
                entry(Scenario.FAILS_TWICE, Retry.decorateSupplier(retry(), work::failTwice)),
                Map.entry(Scenario.REFUSED_OPEN, Work.refused(open::get)),
                Map.entry(Scenario.REFUSED_FULL, Work.refused(full::get)),
                Map.entry(Scenario.REFUSED_SPENT, Work.refused(spent::get)));
    }

    private static Map.Entry<Scenario, Call> entry(Scenario scenario, Supplier<?> decorated) {
        return Map.entry(scenario, decorated::get);
    }

    static Retry retry() {
        return Retry.of(
                "retry",
                RetryConfig.custom().maxAttempts(4).waitDuration(Duration.ZERO).build());
    }

    static CircuitBreaker breaker(Duration openFor) {
        return CircuitBreaker.of(
                "breaker",
                CircuitBreakerConfig.custom()
                        .slidingWindowSize(100)
                        .failureRateThreshold(50)
                        .waitDurationInOpenState(openFor)
                        .build());
    }

    static Bulkhead bulkhead(int limit) {
        return Bulkhead.of(
                "bulkhead",
                BulkheadConfig.custom()
                        .maxConcurrentCalls(limit)
                        .maxWaitDuration(Duration.ZERO)
                        .build());
    }

    private static Bulkhead waiting(int limit) {
        return Bulkhead.of(
                "lock",
                BulkheadConfig.custom()
                        .maxConcurrentCalls(limit)
                        .maxWaitDuration(Duration.ofMinutes(1))
                        .build());
    }

    static RateLimiter limiter(int permits, Duration period) {
        return RateLimiter.of(
                "limiter",
                RateLimiterConfig.custom()
                        .limitForPeriod(permits)
                        .limitRefreshPeriod(period)
                        .timeoutDuration(Duration.ZERO)
                        .build());
    }

    private Callable<Object> limited(Callable<Object> body) {
        TimeLimiter limiter = TimeLimiter.of(Duration.ofSeconds(1));
        return limiter.decorateFutureSupplier(() -> pool.submit(body));
    }

    private Callable<Object> allFour() {
        Callable<Object> limited = limited(Bulkhead.decorateCallable(bulkhead(1_000), work::run));
        return Retry.decorateCallable(
                retry(), CircuitBreaker.decorateCallable(breaker(Duration.ofSeconds(5)), limited));
    }
}
