package io.selvedge.runtime.breaker;

import io.selvedge.failures.CircuitOpenException;
import io.selvedge.runtime.breaker.CircuitControl.State;
import io.selvedge.runtime.policy.Admission;
import io.selvedge.runtime.policy.Call;
import io.selvedge.runtime.policy.TransitionListener;
import io.selvedge.runtime.time.Time;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;

/** What the circuits of one breaker share: settings, the operator's will, and who is told of changes. Thread-safe. */
final class Panel {
    /** Of a refusal that cannot say when to come back. */
    static final long UNKNOWN = -1;

    final BreakerConfig config;
    /** Whether it matters how long a call takes. */
    final boolean timed;

    private final Time time;
    /** Without those states that nothing has changed into: most breakers never leave the one they begin in. */
    private final ConcurrentMap<State, LongAdder> transitions = new ConcurrentHashMap<>();
    /** Asked after a change only. */
    final List<TransitionListener> listeners = new CopyOnWriteArrayList<>();

    private volatile Regime regime = new Regime(State.CLOSED);

    Panel(BreakerConfig config, Time time) {
        this.config = config;
        this.timed = config.threshold().asksForTime();
        this.time = time;
    }

    Regime regime() {
        return regime;
    }

    /**
     * All circuits begin anew in that state.
     *
     * @param from where they were
     */
    void begin(State from, State state) {
        regime = new Regime(state);
        moved(from, state);
    }

    /** A circuit has changed from one state to another. */
    void moved(Phase from, Phase to) {
        if (from.state() != to.state()) {
            moved(from.state(), to.state());
        }
    }

    private void moved(State from, State to) {
        transitions.computeIfAbsent(to, first -> new LongAdder()).increment();
        for (TransitionListener listener : listeners) {
            listener.moved(tag(from), tag(to));
        }
    }

    long transitionsTo(State state) {
        LongAdder count = transitions.get(state);
        return count == null ? 0 : count.sum();
    }

    Window newWindow() {
        return config.sample().nanos() == 0 ? new CountWindow(config) : new TimeWindow(config, time);
    }

    Admission refuse(Call call, String reason, long retryAfterNanos) {
        return call.turnAway(refusal(call, reason, retryAfterNanos));
    }

    CircuitOpenException refusal(Call call, String reason, long retryAfterNanos) {
        return new CircuitOpenException(call.target().place(config.name()), reason, retryAfterNanos);
    }

    static String tag(State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }
}
