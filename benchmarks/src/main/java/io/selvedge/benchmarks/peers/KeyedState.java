package io.selvedge.benchmarks.peers;

import dev.failsafe.Failsafe;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.ratelimiter.RateLimiterRegistry;
import io.github.resilience4j.timelimiter.TimeLimiter;
import io.selvedge.benchmarks.Titles;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** Ways to have state for each of many keys: a consumer makes it for a key and keeps it, as long as it is kept itself. */
public final class KeyedState {
    private static final String LANE = "lane";
    private static final String PERMIT = "permit";
    private static final String LIMITER = "limiter";
    private static final String BREAKER = "breaker of 100 calls";
    private static final String ALL_FOUR = "retry, breaker, timeout and bulkhead";
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final Map<String, Supplier<Consumer<String>>> all = new LinkedHashMap<>();

    private KeyedState() {
        selvedge();
        hand();
        resilience4j();
        failsafe();
        smallRye();
    }

    /** By the title of the figure. */
    public static Map<String, Supplier<Consumer<String>>> all() {
        return new KeyedState().all;
    }

    private void selvedge() {
        add(LANE, Titles.SELVEDGE, () -> new WovenKeys()::serialized);
        add(PERMIT, Titles.SELVEDGE, () -> new WovenKeys()::bulkhead);
        add(LIMITER, Titles.SELVEDGE, () -> new WovenKeys()::rateLimit);
        add(BREAKER, Titles.SELVEDGE, () -> new WovenKeys()::breaker);
        add(ALL_FOUR, Titles.SELVEDGE, () -> new WovenKeys()::allFour);
    }

    private void hand() {
        String whose = "map by hand";
        add(LANE, whose, () -> kept(key -> new ReentrantLock()));
        add(PERMIT, whose, () -> kept(key -> new Semaphore(10)));
        add(LIMITER, whose, () -> kept(key -> new HandWindow(5, SECOND.toNanos())));
        add(BREAKER, whose, () -> kept(key -> new HandRing(100, 50)));
        add(ALL_FOUR, whose, () -> kept(key -> new Object[] {new HandRing(100, 50), new Semaphore(10)}));
    }

    private void resilience4j() {
        String whose = "registry of Resilience4j";
        add(PERMIT, whose, () -> BulkheadRegistry.of(Resilience4j.bulkhead(10).getBulkheadConfig())::bulkhead);
        add(
                LIMITER,
                whose,
                () -> RateLimiterRegistry.of(Resilience4j.limiter(5, SECOND).getRateLimiterConfig())::rateLimiter);
        add(
                BREAKER,
                whose,
                () -> CircuitBreakerRegistry.of(Resilience4j.breaker(SECOND).getCircuitBreakerConfig())
                        ::circuitBreaker);
        add(
                ALL_FOUR,
                "map of Resilience4j's objects",
                () -> kept(key -> List.of(
                        Resilience4j.retry(),
                        Resilience4j.breaker(SECOND),
                        TimeLimiter.of(SECOND),
                        Resilience4j.bulkhead(10))));
    }

    private void failsafe() {
        String whose = "map of Failsafe's executors";
        add(PERMIT, whose, () -> kept(key -> Failsafe.with(FailsafeLibrary.bulkhead(10))));
        add(LIMITER, whose, () -> kept(key -> Failsafe.with(FailsafeLibrary.limiter(5, SECOND))));
        add(BREAKER, whose, () -> kept(key -> Failsafe.with(FailsafeLibrary.breaker(SECOND))));
        add(ALL_FOUR, whose, () -> kept(key -> FailsafeLibrary.chain()));
    }

    private void smallRye() {
        String whose = "map of SmallRye's guards";
        add(
                PERMIT,
                whose,
                () -> kept(key -> SmallRye.bulkhead(SmallRye.guard(), 10).build()));
        add(
                LIMITER,
                whose,
                () -> kept(key -> SmallRye.limiter(SmallRye.guard(), 5, ChronoUnit.SECONDS)
                        .build()));
        add(
                BREAKER,
                whose,
                () -> kept(key -> SmallRye.breaker(SmallRye.guard(), 0).build()));
        add(
                ALL_FOUR,
                whose,
                () -> kept(key -> SmallRye.allFour(SmallRye.guard()).build()));
    }

    private void add(String state, String whose, Supplier<Consumer<String>> make) {
        all.put(Titles.heapOfKey(state, whose), make);
    }

    private static Consumer<String> kept(Function<String, Object> maker) {
        Map<String, Object> map = new ConcurrentHashMap<>();
        return key -> map.computeIfAbsent(key, maker);
    }
}
