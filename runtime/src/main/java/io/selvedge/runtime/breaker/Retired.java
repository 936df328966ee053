package io.selvedge.runtime.breaker;

import io.selvedge.runtime.breaker.CircuitControl.State;
import io.selvedge.runtime.policy.Admission;
import io.selvedge.runtime.policy.Call;
import org.jspecify.annotations.Nullable;

/** The circuit is no more; its key is to be looked up anew. Immutable. */
final class Retired extends Phase {

    Retired(Phase before) {
        super(before.circuit, before.regime);
    }

    @Override
    State state() {
        return State.CLOSED;
    }

    @Override
    @Nullable Admission admit(Call call) {
        return null;
    }
}
