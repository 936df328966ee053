package io.selvedge.runtime.micrometer;

import io.selvedge.runtime.record.Outcome;
import io.selvedge.runtime.record.StageRecorder;
import java.util.EnumMap;
import java.util.Map;

/** The meters of what happens at one policy of one target. Thread-safe. */
final class StageMeters implements StageRecorder {
    private final CountersByReason refusals;
    private final CountersByReason verdicts;
    private final TimerHandle waits;
    private final TimerHandle lateEnds;
    private final CounterHandle retries;
    private final CounterHandle fallbacks;
    private final CounterHandle timeouts;
    private final CounterHandle childrenBegun;
    private final SummaryHandle spreads;
    private final Map<Outcome, CounterHandle> childrenEnded = new EnumMap<>(Outcome.class);

    StageMeters(OwnMeters meters, String method, String room) {
        this.refusals = new CountersByReason(reason -> counter(meters, MeterName.REFUSALS, method, room, reason));
        this.verdicts = new CountersByReason(verdict -> counter(meters, MeterName.VERDICTS, method, room, verdict));
        this.waits = timer(meters, MeterName.WAITS, method, room);
        this.lateEnds = timer(meters, MeterName.LATE_ENDS, method, room);
        this.retries = counter(meters, MeterName.RETRIES, method, room);
        this.fallbacks = counter(meters, MeterName.FALLBACKS, method, room);
        this.timeouts = counter(meters, MeterName.TIMEOUTS, method, room);
        this.childrenBegun = counter(meters, MeterName.CHILDREN_BEGUN, method, room);
        this.spreads = new SummaryHandle(
                meters.complaints(), () -> meters.summary(MeterName.SPREADS, "children", method, room));
        for (Outcome outcome : Outcome.values()) {
            childrenEnded.put(outcome, counter(meters, MeterName.CHILDREN_ENDED, method, room, outcome.tag()));
        }
    }

    private static CounterHandle counter(OwnMeters meters, MeterName name, String... tagValues) {
        return new CounterHandle(meters.complaints(), () -> meters.counter(name, tagValues));
    }

    private static TimerHandle timer(OwnMeters meters, MeterName name, String... tagValues) {
        return new TimerHandle(meters.complaints(), () -> meters.timer(name, false, tagValues));
    }

    @Override
    public void refused(String reason) {
        refusals.count(reason);
    }

    @Override
    public void waited(long nanos) {
        waits.record(nanos);
    }

    /** A back-off is a wait like any other, so that the sum tells what waiting adds to the latency. */
    @Override
    public void again(long delayNanos) {
        retries.count();
        if (delayNanos > 0) {
            waits.record(delayNanos);
        }
    }

    @Override
    public void kept(String reason) {
        verdicts.count(reason);
    }

    @Override
    public void diverted() {
        fallbacks.count();
    }

    @Override
    public void expired() {
        timeouts.count();
    }

    @Override
    public void childBegan() {
        childrenBegun.count();
    }

    @Override
    public void childEnded(Outcome outcome) {
        CounterHandle ended = childrenEnded.get(outcome);
        if (ended != null) {
            ended.count();
        }
    }

    @Override
    public void late(long nanos) {
        lateEnds.record(nanos);
    }

    @Override
    public void spread(int children) {
        spreads.record(children);
    }
}
