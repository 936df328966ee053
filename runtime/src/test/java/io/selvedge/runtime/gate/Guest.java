package io.selvedge.runtime.gate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A waiter that notes when it is let in. */
final class Guest extends Waiter {
    private final List<Guest> arrivals;
    private volatile int granted;

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

    boolean in() {
        return granted > 0;
    }

    int timesGranted() {
        return granted;
    }

    @Override
    public String toString() {
        return "guest " + callId();
    }
}
