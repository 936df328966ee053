package io.selvedge.runtime.breaker;

import io.selvedge.runtime.breaker.CircuitControl.State;
import io.selvedge.runtime.policy.Admission;
import io.selvedge.runtime.policy.Call;
import io.selvedge.runtime.policy.Pass;
import org.jspecify.annotations.Nullable;

/**
 * One stay of a circuit in one state, and the ticket of the calls that it lets in.
 *
 * <p>Left for ever once the circuit has moved on: an outcome that comes late changes a phase that nobody looks at any
 * more (C7). Thread-safe.
 */
abstract class Phase implements Pass {
    final Circuit circuit;
    final Regime regime;
    /** Whether it is itself the ticket of every call, so that it need not be asked. */
    final boolean letsAllIn;

    Phase(Circuit circuit, Regime regime) {
        this(circuit, regime, false);
    }

    Phase(Circuit circuit, Regime regime, boolean letsAllIn) {
        this.circuit = circuit;
        this.regime = regime;
        this.letsAllIn = letsAllIn;
    }

    @Override
    public final boolean shared() {
        return true;
    }

    abstract State state();

    /** Decides at the door; {@code null} if the circuit has retired. */
    abstract @Nullable Admission admit(Call call);

    /** A call that this phase let in has ended. */
    void ended(Call call, Evidence evidence, boolean slow) {}

    /** Whether a new circuit in this one's place would behave the same. */
    boolean isIdle() {
        return false;
    }

    /** How the calls on record went, if any are recorded. */
    @Nullable Window window() {
        return null;
    }

    /** The ticket of a call that comes in: this, unless it matters how long the call takes. */
    final Pass ticket(Call call) {
        return circuit.panel.timed ? new TimedTicket(this, call.nanos()) : this;
    }

    final BreakerConfig config() {
        return circuit.panel.config;
    }

    /** The ticket of a call that is timed. */
    record TimedTicket(Phase phase, long sinceNanos) implements Pass {
        boolean isSlow(Call call) {
            return call.nanos() - sinceNanos >= phase.config().threshold().slowAfterNanos();
        }
    }
}
