package io.selvedge.runtime.breaker;

/**
 * An operator's hand on a circuit breaker.
 *
 * <p>With keys it reaches all of them: every circuit that there is, and those that come. Each switch begins the record
 * anew, and takes hold with the next call. Thread-safe; no method waits.
 */
public interface CircuitControl {

    /** The states of a circuit. */
    enum State {
        /** Calls pass and are recorded. */
        CLOSED,
        /** Calls are refused for a while. */
        OPEN,
        /** A few trials pass. */
        HALF_OPEN,
        /** Calls are refused until an operator says otherwise. */
        FORCED_OPEN,
        /** Calls pass and nothing is recorded. */
        DISABLED,
        /** Calls pass and are recorded, and the circuit never opens. */
        OBSERVING
    }

    /**
     * Where the circuit is; with keys {@link State#OPEN} if the circuit of one is, else {@link State#HALF_OPEN} if that
     * of one is. An open circuit whose time is over stays open until the next call.
     */
    State state();

    /** Refuses all calls until told otherwise. */
    void forceOpen();

    /** Lets all calls pass, unrecorded, until told otherwise. */
    void disable();

    /** Lets all calls pass and records them, until told otherwise. */
    void observe();

    /** Closes the circuit with an empty record and lets it do its work. */
    void reset();

    /** The share of failures among the calls on record, 0 while there are none; with keys the highest of them. */
    double failureRate();

    /** The share of slow calls among the calls on record, 0 while there are none; with keys the highest of them. */
    double slowRate();
}
