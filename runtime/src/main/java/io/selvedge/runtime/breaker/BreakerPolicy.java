package io.selvedge.runtime.breaker;

import io.selvedge.runtime.keys.Doors;
import io.selvedge.runtime.policy.Admission;
import io.selvedge.runtime.policy.BusyKey;
import io.selvedge.runtime.policy.Call;
import io.selvedge.runtime.policy.Pass;
import io.selvedge.runtime.policy.Policy;
import io.selvedge.runtime.policy.Reading;
import io.selvedge.runtime.policy.Site;
import io.selvedge.runtime.policy.Switch;
import io.selvedge.runtime.policy.TransitionListener;
import io.selvedge.runtime.policy.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Refuses calls for a while after too many of the latest ones failed or were slow.
 *
 * <p>Thread-safe: the circuits hold the state.
 */
final class BreakerPolicy implements Policy, CircuitControl {
    /** The states into which an operator can bring it. */
    private static final List<State> HANDS = List.of(State.CLOSED, State.FORCED_OPEN, State.DISABLED, State.OBSERVING);

    private final Panel panel;
    private final Doors<Circuit> circuits;
    private final @Nullable Circuit only;
    private final boolean glances;

    BreakerPolicy(BreakerConfig config, Site site) {
        this.panel = new Panel(config, site.time());
        this.glances = !panel.timed && !site.target().keyed();
        this.circuits = Doors.at(site, () -> new Circuit(panel), this::tooManyKeys);
        this.only = circuits.only();
    }

    private Admission.Refuse tooManyKeys(Call call) {
        return new Admission.Refuse(panel.refusal(call, Doors.TOO_MANY_KEYS, Panel.UNKNOWN));
    }

    @Override
    public Admission admit(Call call) {
        Admission answer = only == null ? null : only.admit(call);
        return answer == null ? circuits.admit(call) : answer;
    }

    @Override
    public Verdict settle(Call call, Pass pass, @Nullable Object value, @Nullable Throwable failure) {
        Evidence evidence = Evidence.of(failure, panel.config.blame());
        if (pass instanceof Phase phase) {
            phase.ended(call, evidence, false);
        } else {
            Phase.TimedTicket ticket = (Phase.TimedTicket) pass;
            ticket.phase().ended(call, evidence, ticket.isSlow(call));
        }
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
    public boolean decidesAtAGlance() {
        return glances;
    }

    @Override
    public State state() {
        if (in(State.OPEN) > 0) {
            return State.OPEN;
        }
        return in(State.HALF_OPEN) > 0 ? State.HALF_OPEN : panel.regime().begin;
    }

    private int in(State state) {
        int[] count = {0};
        circuits.forEach(circuit -> count[0] += circuit.phase().state() == state ? 1 : 0);
        return count[0];
    }

    @Override
    public void forceOpen() {
        begin(State.FORCED_OPEN);
    }

    @Override
    public void disable() {
        begin(State.DISABLED);
    }

    @Override
    public void observe() {
        begin(State.OBSERVING);
    }

    @Override
    public void reset() {
        begin(State.CLOSED);
    }

    private void begin(State state) {
        panel.begin(state(), state);
    }

    @Override
    public void tellTransitions(TransitionListener listener) {
        panel.listeners.add(listener);
    }

    @Override
    public void untellTransitions(TransitionListener listener) {
        panel.listeners.remove(listener);
    }

    @Override
    public double failureRate() {
        return highest(Window::failureRate);
    }

    @Override
    public double slowRate() {
        return highest(Window::slowRate);
    }

    private double highest(ToDoubleFunction<Window> rate) {
        double[] highest = {0};
        circuits.forEach(circuit -> {
            Window window = circuit.phase().window();
            highest[0] = window == null ? highest[0] : Math.max(highest[0], rate.applyAsDouble(window));
        });
        return highest[0];
    }

    @Override
    public List<Switch> switches() {
        return List.of(new Switch(
                "state",
                "What the breaker does: closed sets it to work with an empty record",
                HANDS.stream().map(Panel::tag).toList(),
                () -> Panel.tag(state()),
                tag -> begin(State.valueOf(tag.toUpperCase(Locale.ROOT)))));
    }

    @Override
    public List<BusyKey> busyKeys(int most) {
        return circuits.busiest(most, Circuit::trouble, Circuit::inWords);
    }

    @Override
    public List<Reading> readings() {
        List<Reading> all = new ArrayList<>(circuits.readings());
        for (State state : State.values()) {
            String tag = Panel.tag(state);
            all.add(Reading.gauge(
                            "state", "circuits", "Circuits in this state: 0 or 1, or so many keys", () -> in(state))
                    .tagged("state", tag));
            all.add(Reading.counter(
                            "transitions",
                            "transitions",
                            "Changes into this state, by itself or by an operator",
                            () -> panel.transitionsTo(state))
                    .tagged("to", tag));
        }
        all.add(Reading.gauge(
                "failure.rate", "ratio", "Share of failures among the calls on record", this::failureRate));
        all.add(Reading.gauge("slow.rate", "ratio", "Share of slow calls among the calls on record", this::slowRate));
        return List.copyOf(all);
    }
}
