package io.selvedge.benchmarks.peers;

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
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** What a careful engineer writes where the policy is needed once: the limit that the others are compared with. */
public final class Hand implements Peer {
    private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Work work = new Work();
    private final Supplier<Object> body = work::run;
    private final Semaphore permits = new Semaphore(1_000);
    private final Semaphore one = new Semaphore(1);
    private final Semaphore none = new Semaphore(0);
    private final ReentrantLock lock = new ReentrantLock();
    private final HandRing ring = new HandRing(100, 50);
    private final HandWatchdog watchdog = new HandWatchdog();
    private final HandWindow window = new HandWindow(1_000_000_000, TimeUnit.SECONDS.toNanos(1));
    private final HandWindow spent = new HandWindow(0, TimeUnit.HOURS.toNanos(1));
    private final HandKeyedLocks keyed = new HandKeyedLocks();

    /** Thrown by whatever turns a call away. */
    static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1;

        Refused(String reason) {
            super(reason, null, false, false);
        }
    }

    @Override
    public Map<Scenario, Call> calls() {
        return Map.ofEntries(
                Map.entry(Scenario.RETRY, this::retry),
                Map.entry(Scenario.FALLBACK, this::fallback),
                Map.entry(Scenario.BULKHEAD, this::bulkhead),
                Map.entry(Scenario.QUEUED, () -> HandFair.queued(one, work)),
                Map.entry(Scenario.SERIALIZED, this::serialized),
                Map.entry(Scenario.BREAKER, this::breaker),
                Map.entry(Scenario.TIMEOUT, this::timeout),
                Map.entry(Scenario.RATE_LIMIT, this::rateLimit),
                Map.entry(Scenario.ALL_FOUR, this::allFour),
                Map.entry(Scenario.ALL_FOUR_SIMPLE, timed(new SimpleMeterRegistry(), this::allFour)),
                Map.entry(
                        Scenario.ALL_FOUR_PROMETHEUS,
                        timed(new PrometheusMeterRegistry(PrometheusConfig.DEFAULT), this::allFour)),
                Map.entry(Scenario.TIMED, timed(new SimpleMeterRegistry(), work::run)),
                Map.entry(Scenario.FAILS_TWICE, this::failsTwice),
                Map.entry(Scenario.REFUSED_OPEN, Work.refused(openBreaker())),
                Map.entry(Scenario.REFUSED_FULL, Work.refused(() -> within(none))),
                Map.entry(Scenario.REFUSED_SPENT, Work.refused(() -> within(spent))),
                Map.entry(Scenario.KEYED_HOT, () -> keyed.run("hot", body)),
                Map.entry(Scenario.KEYED_COLD, () -> keyed.run(work.nextKey(), body)));
    }

    private Object retry() {
        for (int retries = 0; ; retries++) {
            try {
                return work.run();
            } catch (RuntimeException e) {
                if (retries == 3) {
                    throw e;
                }
            }
        }
    }

    private Object failsTwice() {
        for (int retries = 0; ; retries++) {
            try {
                return work.failTwice();
            } catch (RuntimeException e) {
                if (retries == 3) {
                    throw e;
                }
            }
        }
    }

    private Object fallback() {
        try {
            return work.run();
        } catch (RuntimeException e) {
            return "cached";
        }
    }

    private Object bulkhead() {
        return within(permits);
    }

    private Object within(Semaphore semaphore) {
        if (!semaphore.tryAcquire()) {
            throw new Refused("full");
        }
        try {
            return work.run();
        } finally {
            semaphore.release();
        }
    }

    private Object serialized() {
        lock.lock();
        try {
            return work.run();
        } finally {
            lock.unlock();
        }
    }

    private Object breaker() {
        return within(ring);
    }

    private Object within(HandRing breaker) {
        if (breaker.isOpen()) {
            throw new Refused("open");
        }
        try {
            Object result = work.run();
            breaker.record(false);
            return result;
        } catch (RuntimeException e) {
            breaker.record(true);
            throw e;
        }
    }

    private Call openBreaker() {
        HandRing open = new HandRing(100, 50);
        for (int i = 0; i < 100; i++) {
            open.record(true);
        }
        return () -> within(open);
    }

    private Object timeout() {
        HandWatchdog.Slot slot = watchdog.begin(LIMIT_NANOS);
        try {
            return work.run();
        } finally {
            watchdog.end(slot);
        }
    }

    private Object rateLimit() {
        return within(window);
    }

    private Object within(HandWindow rate) {
        if (!rate.tryTake()) {
            throw new Refused("spent");
        }
        return work.run();
    }

    private Object allFour() {
        for (int retries = 0; ; retries++) {
            try {
                return attempt();
            } catch (RuntimeException e) {
                if (retries == 3) {
                    throw e;
                }
            }
        }
    }

    private Object attempt() {
        if (ring.isOpen()) {
            throw new Refused("open");
        }
        try {
            Object result = inTime();
            ring.record(false);
            return result;
        } catch (RuntimeException e) {
            ring.record(true);
            throw e;
        }
    }

    private Object inTime() {
        HandWatchdog.Slot slot = watchdog.begin(LIMIT_NANOS);
        try {
            return within(permits);
        } finally {
            watchdog.end(slot);
        }
    }

    private static Call timed(MeterRegistry registry, Call call) {
        Timer timer = Timer.builder("calls").tag("outcome", "success").register(registry);
        return () -> {
            long began = System.nanoTime();
            try {
                return call.call();
            } finally {
                timer.record(System.nanoTime() - began, TimeUnit.NANOSECONDS);
            }
        };
    }
}
