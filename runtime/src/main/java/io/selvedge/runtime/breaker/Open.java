package io.selvedge.runtime.breaker;

import io.selvedge.runtime.breaker.CircuitControl.State;
import io.selvedge.runtime.policy.Admission;
import io.selvedge.runtime.policy.Call;
import org.jspecify.annotations.Nullable;

/** Calls are refused for a while; the first one after it half-opens the circuit (C3). Immutable. */
final class Open extends Phase {
    private final long untilNanos;
    private final int reopened;

    /** @param reopened how often it has opened again without having been closed between */
    Open(Phase before, long nowNanos, int reopened) {
        super(before.circuit, before.regime);
        long until = nowNanos + config().openTime().nanos(reopened);
        this.untilNanos = until < 0 ? Long.MAX_VALUE : until;
        this.reopened = reopened;
    }

    @Override
    State state() {
        return State.OPEN;
    }

    @Override
    @Nullable Admission admit(Call call) {
        long left = untilNanos - call.nanos();
        if (left > 0) {
            return circuit.panel.refuse(call, "open", left);
        }
        circuit.move(this, new HalfOpen(this, call.nanos(), reopened));
        return circuit.admit(call);
    }
}
