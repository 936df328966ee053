package io.selvedge.runtime.drive;

import io.selvedge.runtime.gate.Waiter;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** A thread that stands in line; true once its place has been granted. Made for one wait; granted by any thread. */
final class BlockedWaiter extends Waiter implements BooleanSupplier {
    private final Thread thread;
    private volatile boolean granted;

    BlockedWaiter(Thread thread, long callId) {
        super(callId);
        this.thread = thread;
    }

    @Override
    protected void granted() {
        granted = true;
        LockSupport.unpark(thread);
    }

    @Override
    public boolean getAsBoolean() {
        return granted;
    }
}
