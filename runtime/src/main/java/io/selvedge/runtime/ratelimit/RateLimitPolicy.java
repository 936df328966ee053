package io.selvedge.runtime.ratelimit;

import io.selvedge.runtime.keys.Doors;
import io.selvedge.runtime.policy.Admission;
import io.selvedge.runtime.policy.BusyKey;
import io.selvedge.runtime.policy.Call;
import io.selvedge.runtime.policy.Policy;
import io.selvedge.runtime.policy.Reading;
import io.selvedge.runtime.policy.Site;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lets calls start at an even rate.
 *
 * <p>Thread-safe: the slots hold the state.
 */
final class RateLimitPolicy implements Policy {
    private static final long UNKNOWN = -1;

    private final int burst;
    private final boolean glances;
    private final Pace pace;
    private final Doors<Slots> doors;
    private final @Nullable Slots only;

    RateLimitPolicy(RateLimitConfig config, Site site) {
        this.burst = config.burst();
        this.glances = config.maxWaitNanos() == 0 && !site.target().keyed();
        this.pace = new Pace(config, site.time());
        this.doors = Doors.at(site, () -> new Slots(pace), this::tooManyKeys);
        this.only = doors.only();
    }

    private Admission.Refuse tooManyKeys(Call call) {
        return new Admission.Refuse(pace.refusal(call.target(), Doors.TOO_MANY_KEYS, UNKNOWN));
    }

    @Override
    public Admission admit(Call call) {
        Admission answer = only == null ? null : only.admit(call);
        return answer == null ? doors.admit(call) : answer;
    }

    @Override
    public boolean readsValue() {
        return false;
    }

    @Override
    public boolean readsSelf() {
        return false;
    }

    @Override
    public boolean decidesAtAGlance() {
        return glances;
    }

    private long available() {
        long now = pace.time.nanos();
        long[] fewest = {burst};
        doors.forEach(slots -> fewest[0] = Math.min(fewest[0], slots.available(now)));
        return fewest[0];
    }

    private long waiting() {
        long now = pace.time.nanos();
        long[] sum = {0};
        doors.forEach(slots -> sum[0] += slots.ahead(now));
        return sum[0];
    }

    @Override
    public List<BusyKey> busyKeys(int most) {
        long now = pace.time.nanos();
        return doors.busiest(
                most,
                slots -> burst - slots.available(now) + slots.ahead(now),
                slots -> slots.available(now) + " of " + burst + " left"
                        + (slots.ahead(now) > 0 ? ", " + slots.ahead(now) + " waiting" : ""));
    }

    @Override
    public List<Reading> readings() {
        List<Reading> all = new ArrayList<>(doors.readings());
        all.add(Reading.gauge(
                "permits.available",
                "permits",
                "Calls that could start at once; with keys, for the key that has the fewest",
                this::available));
        all.add(Reading.gauge(
                "permits.limit",
                "permits",
                "Calls that could start at once after a quiet time, for each key if there are keys",
                () -> burst));
        all.add(Reading.gauge("waiting", "calls", "Calls whose slot is still to come", this::waiting));
        return List.copyOf(all);
    }
}
