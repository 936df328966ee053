package io.selvedge.runtime.gate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A waiter that notes when it is let in or sent away. */
final class Guest extends Waiter {
    private final List<Guest> arrivals;
    private volatile int granted;
    private volatile int sentAway;

    Guest(long callId, List<Guest> arrivals) {
        super(callId);
        this.arrivals = arrivals;
    }

    static Guest alone() {
        return new Guest(1, newArrivals());
    }

    static List<Guest> newArrivals() {
        return Collections.synchronizedList(new ArrayList<>());
    }

    @Override
    protected synchronized void granted() {
        granted++;
        arrivals.add(this);
    }

    @Override
    protected synchronized void sentAway() {
        sentAway++;
    }

    boolean in() {
        return granted > 0;
    }

    int timesGranted() {
        return granted;
    }

    int timesSentAway() {
        return sentAway;
    }

    @Override
    public String toString() {
        return "guest " + callId();
    }
}
