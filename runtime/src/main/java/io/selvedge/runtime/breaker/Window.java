package io.selvedge.runtime.breaker;

import io.selvedge.runtime.policy.Call;

/** The record of the latest calls of one closed circuit. Thread-safe and lock-free. */
interface Window {

    /** Adds an outcome; whether there are now enough calls and too many bad ones among them. */
    boolean record(Call call, boolean failed, boolean slow);

    /** Whether there is nothing bad on record. */
    boolean isClean();

    /** The share of failures, 0 while there are no calls on record. */
    double failureRate();

    /** The share of slow calls, 0 while there are no calls on record. */
    double slowRate();

    /** A share of which either number may be off by a call that is being recorded. */
    static double share(long bad, long calls) {
        return calls <= 0 ? 0 : Math.min(1, Math.max(0, (double) bad / calls));
    }
}
