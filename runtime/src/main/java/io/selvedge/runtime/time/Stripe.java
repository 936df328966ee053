package io.selvedge.runtime.time;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * One share of a timer's alarms: a heap of them, the earliest on top, under a lock of its own.
 *
 * <p>Thread-safe. Nothing here waits for anything but that lock, which is held for a few steps at most.
 */
final class Stripe extends StripePadding {
    /*
     * A binary heap in which each alarm knows its place, so that a withdrawn alarm leaves at once: O(log n) in general,
     * and O(1) for the usual life of a time limit, which is armed behind the others and withdrawn before they are due.
     * The array doubles when it is full and halves when it is a quarter full.
     *
     * The lock is a flag that is spun on, because its release needs no fence: arm and disarm together cost 10 to 12 ns
     * with it, 16 to 25 ns with a ReentrantLock, and nothing is allocated when threads do meet. Two things must then be
     * looked after. A thread that loses its processor inside makes others wait: they give theirs up, then sleep. And a
     * StackOverflowError, which a guarded recursion that runs away throws anywhere, must leave neither the lock held
     * nor the heap half changed: no method is called between the first change and the last, and where even the release
     * finds no stack, a volatile write, which needs none, does its work. (That is for add and remove; all others are
     * called by the timer's thread and by those who read figures.)
     */
    private static final VarHandle HELD;

    private static final int SMALLEST = 32;
    private static final int SPINS = 64;
    private static final int YIELDS = 128;
    private static final long NAP_NANOS = 50_000;

    static {
        try {
            HELD = MethodHandles.lookup().findVarHandle(Stripe.class, "held", boolean.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final int number;
    private volatile boolean held;

    // Guarded by the lock, as are the fields of the alarms that are here.
    private Alarm[] heap = new Alarm[SMALLEST];
    private int size;
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

    /** Whether the alarm was here; now it is not. */
    boolean remove(Alarm alarm) {
        lock();
        try {
            return contains(alarm) && take(alarm);
        } finally {
            try {
                HELD.setRelease(this, false);
            } catch (StackOverflowError e) {
                held = false;
            }
        }
    }

    /** Takes out the earliest alarm if its moment has come. */
    @Nullable Alarm pollDue(long nowNanos) {
        lock();
        try {
            Alarm first = heap[0];
            return size > 0 && first.atNanos <= nowNanos && take(first) ? first : null;
        } finally {
            unlock();
        }
    }

    /** When the next alarm is due, {@link Long#MAX_VALUE} if none ever is. */
    long earliest() {
        lock();
        try {
            return size == 0 ? Long.MAX_VALUE : heap[0].atNanos;
        } finally {
            unlock();
        }
    }

    int size() {
        lock();
        try {
            return size;
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
            return heap.length;
        } finally {
            unlock();
        }
    }

    private void insert(Alarm alarm, long atNanos) {
        if (alarm.index >= 0) {
            throw new IllegalStateException("The alarm is armed already: " + alarm);
        }
        if (size == heap.length) {
            heap = Arrays.copyOf(heap, 2 * size);
        }
        alarm.atNanos = atNanos;
        alarm.stripe = number;
        raise(alarm, size);
        size++;
        armings++;
    }

    /** The index alone proves nothing to one who comes while another thread arms the alarm anew, perhaps elsewhere. */
    private boolean contains(Alarm alarm) {
        int index = alarm.index;
        return index >= 0 && index < size && heap[index] == alarm;
    }

    @SuppressWarnings("NullAway") // What lies beyond the size is never read.
    private boolean take(Alarm alarm) {
        int last = size - 1;
        Alarm mover = heap[last];
        if (mover != alarm) {
            settle(mover, alarm.index, last);
        }
        heap[last] = null;
        size = last;
        alarm.index = -1;
        if (last <= heap.length / 4 && heap.length > SMALLEST) {
            shrink();
        }
        return true;
    }

    private void shrink() {
        try {
            heap = Arrays.copyOf(heap, heap.length / 2);
        } catch (OutOfMemoryError e) {
            // The larger array serves as well, and a call must not fail for it.
            return;
        }
    }

    /** Puts the alarm where it belongs, given that this place, and none else, is free. */
    private void settle(Alarm alarm, int free, int end) {
        if (free > 0 && alarm.atNanos < heap[(free - 1) >>> 1].atNanos) {
            raise(alarm, free);
        } else {
            lower(alarm, free, end);
        }
    }

    private void raise(Alarm alarm, int free) {
        Alarm[] heap = this.heap;
        int place = free;
        while (place > 0) {
            int above = (place - 1) >>> 1;
            Alarm parent = heap[above];
            if (parent.atNanos <= alarm.atNanos) {
                break;
            }
            heap[place] = parent;
            parent.index = place;
            place = above;
        }
        heap[place] = alarm;
        alarm.index = place;
    }

    private void lower(Alarm alarm, int free, int end) {
        Alarm[] heap = this.heap;
        int place = free;
        for (int below = 2 * place + 1; below < end; below = 2 * place + 1) {
            if (below + 1 < end && heap[below + 1].atNanos < heap[below].atNanos) {
                below++;
            }
            Alarm child = heap[below];
            if (alarm.atNanos <= child.atNanos) {
                break;
            }
            heap[place] = child;
            child.index = place;
            place = below;
        }
        heap[place] = alarm;
        alarm.index = place;
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
