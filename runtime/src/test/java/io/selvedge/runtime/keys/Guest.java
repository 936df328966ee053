package io.selvedge.runtime.keys;

import io.selvedge.runtime.gate.Waiter;

/** A waiter for tests of rooms, in for the call whose number it has. */
public final class Guest extends Waiter {
    private volatile boolean in;
    private volatile boolean sentAway;

    public Guest(ScriptedCall call) {
        super(call.id());
    }

    @Override
    protected void granted() {
        in = true;
    }

    @Override
    protected void sentAway() {
        sentAway = true;
    }

    public boolean refused() {
        return sentAway;
    }

    public boolean in() {
        return in;
    }
}
