package io.selvedge.runtime.breaker;

import io.selvedge.it.concurrency.rooms.Question;
import io.selvedge.it.concurrency.rooms.StillTime;
import io.selvedge.runtime.policy.FailureTypes;

/** Breakers to be tried. */
final class Settings {
    /** When open circuits of {@link #halfOpen} have been open long enough. */
    static final long LATER = 100;

    private Settings() {}

    static BreakerConfig of(int window, int trials) {
        return new BreakerConfig(
                "",
                new BreakerConfig.Sample(window, 0, window),
                new BreakerConfig.Threshold(0.5, 1, 0.5),
                new BreakerConfig.OpenTime(50, 1, 50),
                new BreakerConfig.Trials(trials, 1_000),
                new BreakerConfig.Blame(FailureTypes.NONE, FailureTypes.NONE));
    }

    static CountWindow window(int calls) {
        return new CountWindow(of(calls, 1));
    }

    /** A circuit that half-opens with the next call. */
    static Circuit halfOpen(int window, int trials) {
        Circuit circuit = new Circuit(new Panel(of(window, trials), new StillTime(LATER)));
        Question early = new Question(0);
        circuit.open(circuit.phase(), 0, early);
        return circuit;
    }

    /** The phase that let the call in, or {@code null} if it was refused. */
    static Phase enter(Circuit circuit) {
        return circuit.admit(new Question(LATER)) instanceof Phase.TimedTicket ticket ? ticket.phase() : null;
    }
}
