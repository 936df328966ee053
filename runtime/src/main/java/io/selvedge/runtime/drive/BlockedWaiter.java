package io.selvedge.runtime.drive;

import io.selvedge.runtime.gate.Waiter;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** A thread that stands in line; true once it has been let in or sent away. Made for one wait; told by any thread. */
final class BlockedWaiter extends Waiter implements BooleanSupplier {
    private final Thread thread;
    private volatile boolean told;

    BlockedWaiter(Thread thread, long callId) {
        super(callId);
        this.thread = thread;
    }

    @Override
    protected void granted() {
        tell();
    }

    @Override
    protected void sentAway() {
        tell();
    }

    private void tell() {
        told = true;
        LockSupport.unpark(thread);
    }

    @Override
    public boolean getAsBoolean() {
        return told;
    }
}
