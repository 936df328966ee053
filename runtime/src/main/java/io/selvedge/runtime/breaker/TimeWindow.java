package io.selvedge.runtime.breaker;

import io.selvedge.runtime.policy.Call;
import io.selvedge.runtime.time.Time;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The calls of the last so much time: the running tenth of it and the nine before.
 *
 * <p>Thread-safe and lock-free.
 */
final class TimeWindow implements Window {

    /*
     * A part is never cleared for its next use but replaced, so a thread that comes late with an outcome adds it to a
     * part that nobody counts any more.
     *
     * Every outcome calls for a decision, a good one too, since bad calls weigh more when good ones have grown old. But
     * none is due while nothing bad lies within the window: lastBad tells. A bad call sets it before it counts itself
     * and decides afterwards, a good one counts itself before it looks; so of two that race, at least one decides with
     * both on record.
     */
    private static final int PARTS = 10;

    private final BreakerConfig config;
    private final Time time;
    private final long partNanos;
    private final AtomicReferenceArray<@Nullable Part> ring = new AtomicReferenceArray<>(PARTS);
    /** The latest part in which a call was bad. */
    private final AtomicLong lastBad = new AtomicLong(-PARTS);

    TimeWindow(BreakerConfig config, Time time) {
        this.config = config;
        this.time = time;
        this.partNanos = Math.max(1, config.sample().nanos() / PARTS);
    }

    @Override
    public boolean record(Call call, boolean failed, boolean slow) {
        long now = call.nanos() / partNanos;
        if (failed || slow) {
            lastBad.accumulateAndGet(now, Math::max);
        }
        Part part = part(now);
        if (part == null) {
            return false;
        }
        part.add(failed, slow);
        return !isClean(now) && isTooMuch(now);
    }

    /** The part of that number, or {@code null} if it has left the window already. */
    private @Nullable Part part(long number) {
        int index = (int) (number % PARTS);
        for (; ; ) {
            Part seen = ring.get(index);
            if (seen != null && seen.number >= number) {
                return seen.number == number ? seen : null;
            }
            Part fresh = new Part(number);
            if (ring.compareAndSet(index, seen, fresh)) {
                return fresh;
            }
        }
    }

    private boolean isTooMuch(long now) {
        long failures = sum(now, part -> part.failures);
        long slow = sum(now, part -> part.slow);
        long calls = sum(now, part -> part.calls);
        return calls >= config.sample().minimum() && config.threshold().reached(calls, failures, slow);
    }

    private long sum(long now, ToLongFunction<Part> figure) {
        long sum = 0;
        for (int i = 0; i < PARTS; i++) {
            Part part = ring.get(i);
            if (part != null && part.number > now - PARTS) {
                sum += figure.applyAsLong(part);
            }
        }
        return sum;
    }

    private boolean isClean(long now) {
        return lastBad.get() <= now - PARTS;
    }

    private long now() {
        return time.nanos() / partNanos;
    }

    @Override
    public boolean isClean() {
        return isClean(now());
    }

    @Override
    public double failureRate() {
        long now = now();
        return Window.share(sum(now, part -> part.failures), sum(now, part -> part.calls));
    }

    @Override
    public double slowRate() {
        long now = now();
        return Window.share(sum(now, part -> part.slow), sum(now, part -> part.calls));
    }
}
