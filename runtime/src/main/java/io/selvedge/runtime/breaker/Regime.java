package io.selvedge.runtime.breaker;

import io.selvedge.runtime.breaker.CircuitControl.State;

/**
 * What an operator has last set.
 *
 * <p>A new one for each switch: a circuit that finds itself under an old one begins anew, so that a switch reaches any
 * number of circuits at once, those that do not exist yet included. Immutable; equal only to itself.
 */
final class Regime {
    /** Where circuits begin: CLOSED while nobody interferes. */
    final State begin;

    Regime(State begin) {
        this.begin = begin;
    }
}
