package io.selvedge.console;

import io.selvedge.runtime.record.StageRecorder;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * What is counted at one policy of one method, since the console began.
 *
 * <p>Thread-safe. Nothing is allocated for a reason that has come before.
 */
final class StageFigures implements StageRecorder {
    private static final int MOST_REASONS = 32;
    private static final String OTHER = "other";

    private final Map<String, LongAdder> refusals = new ConcurrentHashMap<>();
    private final LongAdder retries = new LongAdder();
    private final LongAdder fallbacks = new LongAdder();
    private final LongAdder timeouts = new LongAdder();

    @Override
    public void refused(String reason) {
        LongAdder known = refusals.get(reason);
        (known == null ? learn(reason) : known).increment();
    }

    /** A policy of a user's may make reasons up. */
    private LongAdder learn(String reason) {
        return refusals.computeIfAbsent(refusals.size() < MOST_REASONS ? reason : OTHER, any -> new LongAdder());
    }

    @Override
    public void again(long delayNanos) {
        retries.increment();
    }

    @Override
    public void diverted() {
        fallbacks.increment();
    }

    @Override
    public void expired() {
        timeouts.increment();
    }

    Map<String, LongAdder> refusals() {
        return refusals;
    }

    long retries() {
        return retries.sum();
    }

    long fallbacks() {
        return fallbacks.sum();
    }

    long timeouts() {
        return timeouts.sum();
    }
}
