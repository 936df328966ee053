package io.selvedge.runtime.bulkhead;

import io.selvedge.failures.PolicyException;
import io.selvedge.runtime.keys.Doors;
import io.selvedge.runtime.policy.Admission;
import io.selvedge.runtime.policy.BusyKey;
import io.selvedge.runtime.policy.Call;
import io.selvedge.runtime.policy.Pass;
import io.selvedge.runtime.policy.Policy;
import io.selvedge.runtime.policy.Reading;
import io.selvedge.runtime.policy.Site;
import io.selvedge.runtime.policy.Switch;
import io.selvedge.runtime.policy.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Lets at most so many calls run at once.
 *
 * <p>Thread-safe: the gates hold the state, the settings are replaced as a whole.
 */
final class BulkheadPolicy implements Policy, BulkheadControl {
    private final BulkheadConfig defined;
    private volatile BulkheadConfig config;
    private final Doors<BulkheadDoor> doors;
    private final @Nullable BulkheadDoor only;

    BulkheadPolicy(BulkheadConfig config, Site site) {
        this.defined = config;
        this.config = config;
        this.doors = Doors.at(site, () -> new BulkheadDoor(this, this.config), this::tooManyKeys);
        this.only = doors.only();
    }

    private Admission.Refuse tooManyKeys(Call call) {
        return new Admission.Refuse(BulkheadDoor.refusal(call.target(), config, Doors.TOO_MANY_KEYS));
    }

    @Override
    public Admission admit(Call call) {
        Admission answer = only == null ? null : only.enter(call);
        return answer == null ? doors.admit(call) : answer;
    }

    @Override
    public boolean refusesAtAGlance() {
        return only != null;
    }

    @Override
    public @Nullable PolicyException refusalAtAGlance(Call call) {
        return only == null ? null : only.refusalAtAGlance(call);
    }

    @Override
    public Verdict settle(Call call, Pass pass, @Nullable Object value, @Nullable Throwable failure) {
        ((BulkheadDoor) pass).leave();
        return Verdict.keep();
    }

    @Override
    public boolean readsValue() {
        return false;
    }

    @Override
    public boolean readsSelf() {
        return false;
    }

    BulkheadConfig config() {
        return config;
    }

    @Override
    public int limit() {
        return config.limit();
    }

    @Override
    public int queue() {
        return config.queue();
    }

    @Override
    public int used() {
        return sum(BulkheadDoor::used);
    }

    @Override
    public int waiting() {
        return sum(BulkheadDoor::waiting);
    }

    private int sum(ToIntFunction<BulkheadDoor> figure) {
        int[] sum = {0};
        doors.forEach(door -> sum[0] += figure.applyAsInt(door));
        return sum[0];
    }

    @Override
    public void resize(int limit, int queue) {
        config = defined.resized(limit, queue);
        doors.forEach(BulkheadDoor::adopt);
    }

    @Override
    public int clear() {
        return sum(BulkheadDoor::clear);
    }

    @Override
    public List<Switch> switches() {
        return List.of(
                Switch.number("limit", "How many calls may run at once", this::limit, n -> resize(n, queue())),
                Switch.number("queue", "How many callers may wait", this::queue, n -> resize(limit(), n)));
    }

    @Override
    public List<BusyKey> busyKeys(int most) {
        return doors.busiest(
                most,
                door -> (long) door.used() + door.waiting(),
                door -> door.used() + " running" + (door.waiting() > 0 ? ", " + door.waiting() + " waiting" : ""));
    }

    @Override
    public List<Reading> readings() {
        List<Reading> all = new ArrayList<>(doors.readings());
        all.add(Reading.gauge("permits.used", "permits", "Permits that running calls hold", this::used));
        all.add(Reading.gauge(
                "permits.limit", "permits", "Permits there are, for each key if there are keys", this::limit));
        all.add(Reading.gauge("waiting", "calls", "Calls that stand in line for a permit", this::waiting));
        return List.copyOf(all);
    }
}
