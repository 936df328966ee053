package io.selvedge.runtime.hedge;

import io.selvedge.runtime.budget.Budget;
import io.selvedge.runtime.policy.Admission;
import io.selvedge.runtime.policy.Call;
import io.selvedge.runtime.policy.Policy;
import io.selvedge.runtime.policy.Reading;
import io.selvedge.runtime.time.Time;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Runs a call again beside itself while it is slow.
 *
 * <p>Thread-safe: what belongs to one call is in its {@link HedgeSpread}; latencies and budget are shared.
 */
final class HedgePolicy implements Policy {
    private final HedgeConfig config;
    private final Time time;
    private final Budget budget;
    private final @Nullable RecentLatencies latencies;
    private final LongAdder begun = new LongAdder();
    private final LongAdder won = new LongAdder();
    private final LongAdder refused = new LongAdder();

    HedgePolicy(HedgeConfig config, Time time) {
        this.config = config;
        this.time = time;
        this.budget = new Budget(config.budget(), time.nanos());
        HedgeConfig.Live live = config.live();
        this.latencies = live == null ? null : new RecentLatencies(live.percentile(), live.minSamples());
    }

    @Override
    public Admission admit(Call call) {
        budget.earn();
        return new HedgeSpread(this, call.arguments(), delayNanos());
    }

    long now() {
        return time.nanos();
    }

    int max() {
        return config.max();
    }

    /** Whether an extra run may begin, which is paid for then. */
    boolean pay() {
        boolean paid = budget.spend(now());
        (paid ? begun : refused).increment();
        return paid;
    }

    void extraRunWon() {
        won.increment();
    }

    /** The first run of a call took so long, or at least so long. */
    void measured(long nanos) {
        if (latencies != null) {
            latencies.add(nanos);
        }
    }

    private long delayNanos() {
        HedgeConfig.Live live = config.live();
        long estimate = latencies == null ? 0 : latencies.estimate();
        return live == null || estimate == 0
                ? config.afterNanos()
                : Math.max(live.floorNanos(), Math.min(live.ceilingNanos(), estimate));
    }

    private double delaySeconds() {
        return delayNanos() / 1e9;
    }

    @Override
    public boolean spreads() {
        return true;
    }

    @Override
    public List<Reading> readings() {
        return List.of(
                Reading.counter("begun", "runs", "Extra runs that were begun", begun::sum),
                Reading.counter("won", "runs", "Extra runs that gave the call's outcome", won::sum),
                Reading.counter("refused", "runs", "Extra runs that the budget did not allow", refused::sum),
                Reading.gauge("delay", "seconds", "How long a run may take before the next begins", this::delaySeconds),
                Reading.gauge("budget", "runs", "Extra runs that could be paid for now", () -> budget.left(now())));
    }
}
