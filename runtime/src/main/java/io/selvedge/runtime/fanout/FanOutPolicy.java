package io.selvedge.runtime.fanout;

import io.selvedge.runtime.policy.Admission;
import io.selvedge.runtime.policy.Call;
import io.selvedge.runtime.policy.Fitting;
import io.selvedge.runtime.policy.Policy;
import io.selvedge.runtime.policy.Reading;
import io.selvedge.runtime.policy.Site;
import io.selvedge.runtime.policy.Switch;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Runs the method for each slice of its elements, or together with its branches.
 *
 * <p>Thread-safe: each call has a cursor and a joining of its own; the settings are replaced as a whole.
 */
final class FanOutPolicy implements Policy, FanOutControl {
    private final Shape shape;
    private volatile FanOutConfig config;
    private final LongAdder running = new LongAdder();
    /** Calls under way, which want to hear of a higher concurrency. */
    private final Set<Runnable> growing = ConcurrentHashMap.newKeySet();

    FanOutPolicy(FanOutConfig config, Site site) {
        this.config = config;
        this.shape = Shape.of(config, site);
    }

    @Override
    public Admission admit(Call call) {
        return shape.spread(call, this);
    }

    @Override
    public boolean spreads() {
        return true;
    }

    @Override
    public boolean mayBePaused() {
        return false;
    }

    @Override
    public @Nullable Fitting fitting() {
        return shape.fitting();
    }

    FanOutConfig config() {
        return config;
    }

    @Override
    public int concurrency() {
        return config.concurrency();
    }

    @Override
    public long running() {
        return running.sum();
    }

    @Override
    public void limit(int concurrency) {
        config = config.withConcurrency(concurrency);
        growing.forEach(Runnable::run);
    }

    /** So many more children run. */
    void count(int more) {
        running.add(more);
    }

    void tellOfGrowth(Runnable more) {
        growing.add(more);
    }

    void tellNoMore(Runnable more) {
        growing.remove(more);
    }

    @Override
    public List<Switch> switches() {
        return List.of(Switch.number(
                "concurrency", "How many children of one call may run at once", this::concurrency, this::limit));
    }

    @Override
    public List<Reading> readings() {
        return List.of(
                Reading.gauge(
                        "concurrency", "children", "Children of one call that may run at once", this::concurrency),
                Reading.gauge("running", "children", "Children that run, over all calls", this::running));
    }
}
