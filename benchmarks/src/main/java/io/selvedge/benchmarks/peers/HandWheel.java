package io.selvedge.benchmarks.peers;

import java.util.concurrent.locks.LockSupport;

/**
 * A timer by hand for many limits that are hardly ever reached: a wheel of lists, one for each tick, each with a lock of
 * its own, so that arming and taking back are a few steps however many are armed.
 */
final class HandWheel {
    private static final int SLOTS = 1 << 12;
    private static final long TICK_NANOS = 1_000_000;

    private final Entry[] slots = new Entry[SLOTS];
    private long tick = System.nanoTime() / TICK_NANOS;

    /** A limit. Linked into its slot's ring while it is armed. */
    static final class Entry {
        private final Runnable bell;
        private long atNanos;
        private Entry head;
        private Entry before;
        private Entry after;

        Entry(Runnable bell) {
            this.bell = bell;
        }
    }

    HandWheel() {
        for (int i = 0; i < SLOTS; i++) {
            Entry head = new Entry(() -> {});
            head.before = head;
            head.after = head;
            slots[i] = head;
        }
        Thread thread = new Thread(this::turn, "hand-wheel");
        thread.setDaemon(true);
        thread.start();
    }

    void arm(Entry entry, long atNanos) {
        Entry head = slots[(int) (atNanos / TICK_NANOS) & (SLOTS - 1)];
        synchronized (head) {
            entry.atNanos = atNanos;
            entry.head = head;
            entry.before = head;
            entry.after = head.after;
            head.after.before = entry;
            head.after = entry;
        }
    }

    /** Whether it will not ring. */
    boolean disarm(Entry entry) {
        synchronized (entry.head) {
            return unlinked(entry);
        }
    }

    private static boolean unlinked(Entry entry) {
        if (entry.after == null) {
            return false;
        }
        entry.before.after = entry.after;
        entry.after.before = entry.before;
        entry.before = null;
        entry.after = null;
        return true;
    }

    private void turn() {
        for (; ; ) {
            LockSupport.parkNanos(TICK_NANOS);
            long now = System.nanoTime();
            for (; tick < now / TICK_NANOS; tick++) {
                ring(slots[(int) tick & (SLOTS - 1)], now);
            }
        }
    }

    private static void ring(Entry head, long now) {
        synchronized (head) {
            for (Entry entry = head.after; entry != head; ) {
                Entry next = entry.after;
                if (now - entry.atNanos >= 0 && unlinked(entry)) {
                    entry.bell.run();
                }
                entry = next;
            }
        }
    }
}
