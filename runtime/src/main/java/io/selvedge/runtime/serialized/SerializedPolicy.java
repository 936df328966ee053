package io.selvedge.runtime.serialized;

import io.selvedge.failures.SerializedBusyException;
import io.selvedge.runtime.keys.Doors;
import io.selvedge.runtime.policy.Admission;
import io.selvedge.runtime.policy.BusyKey;
import io.selvedge.runtime.policy.Call;
import io.selvedge.runtime.policy.Pass;
import io.selvedge.runtime.policy.Policy;
import io.selvedge.runtime.policy.Reading;
import io.selvedge.runtime.policy.Site;
import io.selvedge.runtime.policy.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Lets one call run at a time.
 *
 * <p>Thread-safe: the lanes hold the state.
 */
final class SerializedPolicy implements Policy {
    private final SerializedConfig config;
    private final Doors<SerializedDoor> doors;
    private final @Nullable SerializedDoor only;

    SerializedPolicy(SerializedConfig config, Site site) {
        this.config = config;
        this.doors = Doors.at(site, () -> new SerializedDoor(config), this::tooManyKeys);
        this.only = doors.only();
    }

    private Admission.Refuse tooManyKeys(Call call) {
        return new Admission.Refuse(
                new SerializedBusyException(call.target().place(""), config.queue(), Doors.TOO_MANY_KEYS));
    }

    @Override
    public Admission admit(Call call) {
        Admission answer = only == null ? null : only.admit(call);
        return answer == null ? doors.admit(call) : answer;
    }

    @Override
    public Verdict settle(Call call, Pass pass, @Nullable Object value, @Nullable Throwable failure) {
        ((SerializedDoor) pass).leave();
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

    @Override
    public List<BusyKey> busyKeys(int most) {
        return doors.busiest(
                most,
                lane -> (lane.holder() == 0 ? 0 : 1) + (long) lane.waiting(),
                lane -> (lane.holder() == 0 ? "free" : "held")
                        + (lane.waiting() > 0 ? ", " + lane.waiting() + " waiting" : ""));
    }

    @Override
    public List<Reading> readings() {
        List<Reading> all = new ArrayList<>(doors.readings());
        all.add(Reading.gauge(
                "turns.held", "turns", "Turns that running calls hold, at most one for each key", this::held));
        all.add(Reading.gauge("waiting", "calls", "Calls that stand in line for their turn", this::waiting));
        return List.copyOf(all);
    }

    private double held() {
        return sum(lane -> lane.holder() == 0 ? 0 : 1);
    }

    private double waiting() {
        return sum(SerializedDoor::waiting);
    }

    private int sum(ToIntFunction<SerializedDoor> figure) {
        int[] sum = {0};
        doors.forEach(door -> sum[0] += figure.applyAsInt(door));
        return sum[0];
    }
}
