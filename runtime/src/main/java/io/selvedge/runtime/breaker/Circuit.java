package io.selvedge.runtime.breaker;

import io.selvedge.runtime.keys.Door;
import io.selvedge.runtime.memory.Fields;
import io.selvedge.runtime.policy.Admission;
import io.selvedge.runtime.policy.Call;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * One circuit: the state machine behind one key.
 *
 * <p>Thread-safe: {@code phase} is changed by compare-and-set only, from the phase upon which the change was decided.
 */
final class Circuit implements Door {
    private static final long SURE = 1000;
    private static final VarHandle PHASE = Fields.handle(MethodHandles.lookup(), "phase", Phase.class);

    final Panel panel;
    private volatile Phase phase;

    Circuit(Panel panel) {
        this.panel = panel;
        this.phase = begin(panel.regime());
    }

    @Override
    public @Nullable Admission admit(Call call) {
        Phase seen = phase();
        return seen.letsAllIn ? seen : seen.admit(call);
    }

    /** The phase, begun anew if an operator has switched since. */
    Phase phase() {
        Phase seen = phase;
        return seen.regime == panel.regime() ? seen : begunAnew();
    }

    private Phase begunAnew() {
        Phase seen = phase;
        while (seen.regime != panel.regime() && !(seen instanceof Retired)) {
            PHASE.compareAndSet(this, seen, begin(panel.regime()));
            seen = phase;
        }
        return seen;
    }

    private Phase begin(Regime regime) {
        return switch (regime.begin) {
            case FORCED_OPEN, DISABLED -> new Fixed(this, regime);
            default -> new Closed(this, regime);
        };
    }

    /** Opens the circuit, unless it has left that phase already. */
    void open(Phase from, int reopened, Call call) {
        if (phase == from) {
            move(from, new Open(from, call.nanos(), reopened));
        }
    }

    /** Moves on, unless somebody else was first. */
    void move(Phase from, Phase to) {
        if (from.regime == panel.regime() && PHASE.compareAndSet(this, from, to)) {
            panel.moved(from, to);
        }
    }

    /** How much this circuit calls for an operator's eye: open, then half-open, then by its bad calls; 0 for not at all. */
    long trouble() {
        Phase seen = phase();
        return switch (seen.state()) {
            case OPEN -> 2 * SURE;
            case HALF_OPEN -> SURE;
            default -> Math.round(SURE * badRate(seen));
        };
    }

    String inWords() {
        Phase seen = phase();
        String state = Panel.tag(seen.state()).replace('_', ' ');
        long percent = Math.round(100 * badRate(seen));
        return percent == 0 ? state : state + ", " + percent + " % bad";
    }

    private static double badRate(Phase seen) {
        Window window = seen.window();
        return window == null ? 0 : Math.max(window.failureRate(), window.slowRate());
    }

    @Override
    public boolean retire() {
        Phase seen = phase();
        return seen instanceof Retired || (seen.isIdle() && PHASE.compareAndSet(this, seen, new Retired(seen)));
    }
}
