package io.selvedge.console;

import io.selvedge.runtime.record.CallRecorder;
import io.selvedge.runtime.record.Outcome;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/** What is counted of one method's calls, since the console began. Thread-safe. */
final class MethodFigures implements CallRecorder {
    private final Map<Outcome, Latencies> byOutcome = new EnumMap<>(Outcome.class);
    private final Map<String, StageFigures> stages = new ConcurrentHashMap<>();

    MethodFigures() {
        for (Outcome outcome : Outcome.values()) {
            byOutcome.put(outcome, new Latencies());
        }
    }

    @Override
    public void ended(long nanos, Outcome outcome) {
        Objects.requireNonNull(byOutcome.get(outcome)).add(nanos);
    }

    StageFigures stage(String room) {
        return stages.computeIfAbsent(room, any -> new StageFigures());
    }

    /**
     * Reads everything.
     *
     * @param latencies is overwritten with the counts of calls that ran, by time
     * @param aside is overwritten too
     * @return how often each outcome has come
     */
    Map<Outcome, Long> read(long[] latencies, long[] aside) {
        Arrays.fill(latencies, 0);
        Map<Outcome, Long> outcomes = new EnumMap<>(Outcome.class);
        byOutcome.forEach((outcome, times) -> outcomes.put(outcome, times.addTo(ran(outcome) ? latencies : aside)));
        return outcomes;
    }

    /** Refusals take no time, and would make a method in trouble look fast. */
    private static boolean ran(Outcome outcome) {
        return switch (outcome) {
            case SUCCESS, FALLBACK, FAILURE, TIMEOUT -> true;
            case REFUSED, INTERRUPTED, CANCELLED -> false;
        };
    }
}
