package io.selvedge.runtime.time;

import io.selvedge.runtime.memory.Fields;
import io.selvedge.runtime.memory.Padding;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * One share of a timer's alarms: a heap of them, the earliest on top, under a lock of its own.
 *
 * <p>Thread-safe. Nothing here waits for anything but that lock, which is held for a few steps at most.
 */
final class Stripe extends Padding {
    /*
     * Stripes are padded: two threads at different ones that lie side by side would take up to twice as long.
     *
     * The lock is a flag that is spun on, because its release needs no fence: arm and disarm together cost 10 to 12 ns
     * with it, 16 to 25 ns with a ReentrantLock, and nothing is allocated when threads do meet. Two things must then be
     * looked after. A thread that loses its processor inside makes others wait: they give theirs up, then sleep. And a
     * StackOverflowError, which a guarded recursion that runs away throws anywhere, must leave neither the lock held
     * nor the heap half changed: no method is called between the first change and the last, and where even the release
     * finds no stack, a volatile write, which needs none, does its work. (That is for those that calls ask; all others
     * are asked by the timer's thread and by those who read figures.)
     */
    private static final VarHandle HELD = Fields.handle(MethodHandles.lookup(), "held", boolean.class);

    private static final int SPINS = 64;
    private static final int YIELDS = 128;
    private static final long NAP_NANOS = 50_000;

    private final int number;
    private volatile boolean held;

    // Guarded by the lock, as are the fields of the alarms that are here.
    private final AlarmHeap heap = new AlarmHeap();
    private long armings;

    Stripe(int number) {
        this.number = number;
    }

    /** @throws IllegalStateException if the alarm is armed */
    void add(Alarm alarm, long atNanos) {
        lock();
        try {
            insert(alarm, atNanos);
        } finally {
            try {
                HELD.setRelease(this, false);
            } catch (StackOverflowError e) {
                held = false;
            }
        }
    }

    /** Adds the entry of an alarm that rings at one moment and is looked at by another. */
    void add(LingeringAlarm alarm, long entryNanos, long atNanos, long nowNanos) {
        lock();
        try {
            insert(alarm, entryNanos);
            alarm.enter(atNanos, nowNanos);
        } finally {
            try {
                HELD.setRelease(this, false);
            } catch (StackOverflowError e) {
                held = false;
            }
        }
    }

    /** Moves the entry of that alarm, if there is one still, so that it is looked at no later. */
    void hasten(LingeringAlarm alarm, long atNanos) {
        lock();
        try {
            if (heap.contains(alarm) && alarm.atNanos > atNanos) {
                alarm.atNanos = atNanos;
                heap.moved(alarm);
            }
        } finally {
            try {
                HELD.setRelease(this, false);
            } catch (StackOverflowError e) {
                held = false;
            }
        }
    }

    /** Whether the alarm was here; now it is not. */
    boolean remove(Alarm alarm) {
        lock();
        try {
            boolean here = heap.contains(alarm);
            if (here) {
                heap.take(alarm);
            }
            return here;
        } finally {
            try {
                HELD.setRelease(this, false);
            } catch (StackOverflowError e) {
                held = false;
            }
        }
    }

    /** Takes out the earliest alarm that is to ring, if its moment has come. */
    @Nullable Alarm pollDue(long nowNanos) {
        lock();
        try {
            while (heap.size() > 0 && isUp(heap.at(0), nowNanos)) {
                Alarm first = heap.at(0);
                if (!(first instanceof LingeringAlarm lingering) || rings(lingering, nowNanos)) {
                    heap.take(first);
                    return first;
                }
            }
            return null;
        } finally {
            unlock();
        }
    }

    private static boolean isUp(Alarm first, long nowNanos) {
        return first.atNanos <= nowNanos || (first instanceof LingeringAlarm lingering && lingering.isUp(nowNanos));
    }

    /** Whether the first is to ring now; else its entry goes, or moves back. */
    private boolean rings(LingeringAlarm first, long nowNanos) {
        long next = first.look(nowNanos);
        if (next == LingeringAlarm.OUT) {
            heap.take(first);
        } else if (next > nowNanos) {
            first.stand(next);
            heap.moved(first);
        }
        return next != LingeringAlarm.OUT && next <= nowNanos;
    }

    /** When there is something to look at next, {@link Long#MAX_VALUE} if never. */
    long earliest() {
        lock();
        try {
            return heap.size() == 0 ? Long.MAX_VALUE : heap.at(0).atNanos;
        } finally {
            unlock();
        }
    }

    /** How many alarms are here, those included that only linger. */
    int size() {
        lock();
        try {
            return heap.size();
        } finally {
            unlock();
        }
    }

    /** How many alarms are to ring. */
    int armed() {
        lock();
        try {
            int armed = 0;
            for (int i = 0; i < heap.size(); i++) {
                armed += heap.at(i) instanceof LingeringAlarm lingering && !lingering.armed() ? 0 : 1;
            }
            return armed;
        } finally {
            unlock();
        }
    }

    /** How many alarms have been added so far. */
    long armings() {
        lock();
        try {
            return armings;
        } finally {
            unlock();
        }
    }

    /** How many alarms there is room for without a larger array. */
    int capacity() {
        lock();
        try {
            return heap.capacity();
        } finally {
            unlock();
        }
    }

    private void insert(Alarm alarm, long atNanos) {
        if (alarm.index >= 0) {
            throw new IllegalStateException("The alarm is armed already: " + alarm);
        }
        alarm.atNanos = atNanos;
        alarm.stripe = number;
        heap.add(alarm);
        armings++;
    }

    private void lock() {
        if (!HELD.compareAndSet(this, false, true)) {
            lockSlowly();
        }
    }

    @SuppressWarnings("ThreadPriorityCheck") // The holder may be waiting for this very processor.
    private void lockSlowly() {
        for (int tries = 0; held || !HELD.compareAndSet(this, false, true); tries++) {
            if (tries < SPINS) {
                Thread.onSpinWait();
            } else if (tries < YIELDS) {
                Thread.yield();
            } else {
                LockSupport.parkNanos(this, NAP_NANOS);
            }
        }
    }

    private void unlock() {
        HELD.setRelease(this, false);
    }
}
