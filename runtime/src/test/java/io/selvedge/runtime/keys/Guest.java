package io.selvedge.runtime.keys;

import io.selvedge.runtime.gate.Waiter;

/** A waiter for tests of rooms, in for the call whose number it has. */
public final class Guest extends Waiter {
    private volatile boolean in;

    public Guest(ScriptedCall call) {
        super(call.id());
    }

    @Override
    protected void granted() {
        in = true;
    }

    public boolean in() {
        return in;
    }
}
