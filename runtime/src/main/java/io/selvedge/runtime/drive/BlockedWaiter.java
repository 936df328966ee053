package io.selvedge.runtime.drive;

import io.selvedge.runtime.gate.Gate;
import io.selvedge.runtime.gate.Waiter;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** A thread that stands in line; true once it has been let in or sent away. Made for one wait; told by any thread. */
final class BlockedWaiter extends Waiter implements BooleanSupplier {
    /** In time, about what it takes to put a thread to sleep and to wake it. */
    private static final int LOOKS = 500;

    private static final boolean ALONE = Runtime.getRuntime().availableProcessors() == 1;

    private final Thread thread;
    private volatile boolean told;
    /** Whether the thread may be asleep, and must be woken. */
    private volatile boolean asleep;

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

    /** Whether the thread may have been asleep, and has been woken. Each side writes its flag, then looks at the other's. */
    boolean tell() {
        told = true;
        boolean sleeps = asleep;
        if (sleeps) {
            LockSupport.unpark(thread);
        }
        return sleeps;
    }

    /**
     * Looks for a while whether it is told, if it stands first in a line where that may be soon. To be asked by the thread
     * before it goes to sleep.
     */
    void lookAround(Gate gate) {
        // Virtual threads sleep and wake for less, and another one may need the processor to give the place.
        if (wasFirst() && gate.letsInSoon() && !ALONE && !VirtualThread.is(thread)) {
            for (int looks = 0; looks < LOOKS && !told; looks++) {
                Thread.onSpinWait();
            }
        }
        asleep = true;
    }

    @Override
    public boolean getAsBoolean() {
        return told;
    }
}
