package io.selvedge.runtime.breaker;

import io.selvedge.runtime.breaker.CircuitControl.State;
import io.selvedge.runtime.policy.Admission;
import io.selvedge.runtime.policy.Call;

/** Calls pass and are recorded; too many bad ones open the circuit, unless it is only to observe (C2). Thread-safe. */
final class Closed extends Phase {
    private final Window window;

    Closed(Circuit circuit, Regime regime) {
        super(circuit, regime, !circuit.panel.timed);
        this.window = circuit.panel.newWindow();
    }

    @Override
    State state() {
        return regime.begin == State.OBSERVING ? State.OBSERVING : State.CLOSED;
    }

    @Override
    Admission admit(Call call) {
        return ticket(call);
    }

    @Override
    void ended(Call call, Evidence evidence, boolean slow) {
        if (evidence != Evidence.NONE
                && window.record(call, evidence == Evidence.BAD, slow)
                && regime.begin == State.CLOSED) {
            circuit.open(this, 0, call);
        }
    }

    @Override
    boolean isIdle() {
        return window.isClean();
    }

    @Override
    Window window() {
        return window;
    }
}
