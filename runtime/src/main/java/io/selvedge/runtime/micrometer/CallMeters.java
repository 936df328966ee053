package io.selvedge.runtime.micrometer;

import io.selvedge.runtime.record.CallRecorder;
import io.selvedge.runtime.record.Outcome;
import java.util.EnumMap;
import java.util.Map;

/** The timers of one target's calls, one for each outcome. Thread-safe. */
final class CallMeters implements CallRecorder {
    private final Map<Outcome, TimerHandle> timers = new EnumMap<>(Outcome.class);

    CallMeters(OwnMeters meters, String method, boolean histogram) {
        for (Outcome outcome : Outcome.values()) {
            timers.put(
                    outcome,
                    new TimerHandle(
                            meters.complaints(),
                            () -> meters.timer(MeterName.CALLS, histogram, method, outcome.tag())));
        }
    }

    /** Puts all timers into the registry before there is anything to record: a rate needs to have seen the zero. */
    CallMeters shown() {
        timers.values().forEach(TimerHandle::meter);
        return this;
    }

    @Override
    public void ended(long nanos, Outcome outcome) {
        TimerHandle timer = timers.get(outcome);
        if (timer != null) {
            timer.record(nanos);
        }
    }
}
