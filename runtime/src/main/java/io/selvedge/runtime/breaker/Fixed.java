package io.selvedge.runtime.breaker;

import io.selvedge.runtime.breaker.CircuitControl.State;
import io.selvedge.runtime.policy.Admission;
import io.selvedge.runtime.policy.Call;

/** What an operator has set: all calls pass, or none does, and nothing is recorded. Immutable. */
final class Fixed extends Phase {

    Fixed(Circuit circuit, Regime regime) {
        super(circuit, regime);
    }

    @Override
    State state() {
        return regime.begin;
    }

    @Override
    Admission admit(Call call) {
        return regime.begin == State.FORCED_OPEN ? circuit.panel.refuse(call, "forced_open", Panel.UNKNOWN) : this;
    }

    @Override
    boolean isIdle() {
        return true;
    }
}
