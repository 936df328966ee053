package io.selvedge.samples.ownpolicy;

import io.selvedge.runtime.policy.Admission;
import io.selvedge.runtime.policy.Call;
import io.selvedge.runtime.policy.Pass;
import io.selvedge.runtime.policy.Policy;
import io.selvedge.runtime.policy.Reading;
import io.selvedge.runtime.policy.Verdict;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what calls returned, and answers with it.
 *
 * <p>It serves blocking methods and those that return stages alike, since all waiting is the engine's. Thread-safe: one
 * lock, never held while anything waits.
 */
final class CachedPolicy implements Policy {
    private final long ttlNanos;
    private final Map<List<@Nullable Object>, Kept> entries;
    private final LongAdder hits = new LongAdder();

    CachedPolicy(CachedConfig config) {
        ttlNanos = config.ttlNanos();
        entries = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<List<@Nullable Object>, Kept> eldest) {
                return size() > config.max();
            }
        };
    }

    /** The door: an answer if there is one, else a ticket that remembers what was asked. */
    @Override
    public Admission admit(Call call) {
        List<@Nullable Object> arguments = Arrays.asList(call.arguments());
        Kept kept = kept(arguments);
        if (kept == null || call.nanos() - kept.sinceNanos() >= ttlNanos) {
            return new Miss(arguments);
        }
        hits.increment();
        return new Admission.Answer(kept.value());
    }

    /** The exit: a value is kept, a failure is not; the outcome stays as it is. */
    @Override
    public Verdict settle(Call call, Pass pass, @Nullable Object value, @Nullable Throwable failure) {
        if (failure == null) {
            keep(((Miss) pass).arguments(), new Kept(value, call.nanos()));
        }
        return Verdict.keep();
    }

    @Override
    public List<Reading> readings() {
        return List.of(Reading.counter("hits", "calls", "Calls answered with a value at hand", hits::doubleValue));
    }

    private @Nullable Kept kept(List<@Nullable Object> arguments) {
        synchronized (entries) {
            return entries.get(arguments);
        }
    }

    private void keep(List<@Nullable Object> arguments, Kept kept) {
        synchronized (entries) {
            entries.put(arguments, kept);
        }
    }

    private record Miss(List<@Nullable Object> arguments) implements Pass {}

    private record Kept(@Nullable Object value, long sinceNanos) {}
}
