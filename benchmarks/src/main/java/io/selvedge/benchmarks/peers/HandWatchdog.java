package io.selvedge.benchmarks.peers;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** One slot for each thread, in which it writes until when it must be back, and a thread that looks each millisecond. */
final class HandWatchdog {
    private static final long TICK_NANOS = 1_000_000;

    private final List<Slot> slots = new CopyOnWriteArrayList<>();
    private final ThreadLocal<Slot> slot = ThreadLocal.withInitial(this::newSlot);

    HandWatchdog() {
        Thread thread = new Thread(this::watch, "hand-watchdog");
        thread.setDaemon(true);
        thread.start();
    }

    /** When its thread must be back; 0 while it is in no call, and once it has been interrupted. */
    static final class Slot extends AtomicLong {
        private static final long serialVersionUID = 1;
        private final transient Thread thread = Thread.currentThread();
    }

    private Slot newSlot() {
        Slot made = new Slot();
        slots.add(made);
        return made;
    }

    Slot begin(long limitNanos) {
        Slot mine = slot.get();
        mine.setRelease(System.nanoTime() + limitNanos);
        return mine;
    }

    void end(Slot mine) {
        if (mine.getAndSet(0) == 0) {
            Thread.interrupted();
            throw new Hand.Refused("late");
        }
    }

    private void watch() {
        for (; ; ) {
            LockSupport.parkNanos(TICK_NANOS);
            long now = System.nanoTime();
            for (Slot each : slots) {
                long until = each.get();
                if (until != 0 && now - until >= 0 && each.compareAndSet(until, 0)) {
                    each.thread.interrupt();
                }
            }
        }
    }
}
