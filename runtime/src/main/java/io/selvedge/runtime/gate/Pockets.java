package io.selvedge.runtime.gate;

import io.selvedge.runtime.memory.ThreadPlace;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * Free permits of a gate that many threads use at once, in pockets, so that the threads do not all meet at the gate's one
 * word: each leaves its permit in its own pocket, and takes it from there when it comes again. A pocket is open or closed,
 * and holds permits only while it is open.
 *
 * <p>Thread-safe; opened and closed by one thread at a time.
 */
final class Pockets {
    private static final long CLOSED = -1;
    private static final int MOST_POCKETS = 64;
    private static final int PERMITS_FOR_EACH = 8;
    /** Pockets lie apart by the two cache lines that are fetched together. */
    private static final int STRIDE = 128 / Long.BYTES;

    private static final VarHandle SLOT = MethodHandles.arrayElementVarHandle(long[].class);

    private final int count;
    private final int bits;
    private final long[] slots;

    /** @param count how many, a power of two, and not 1; all are closed */
    Pockets(int count) {
        this.count = count;
        this.bits = Integer.numberOfTrailingZeros(count);
        this.slots = new long[STRIDE * (count + 1)];
        for (int i = 0; i < count; i++) {
            slots[place(i)] = CLOSED;
        }
    }

    /** Four for each processor, but no more than an eighth of the permits; or none. */
    static @Nullable Pockets ofOrNull(int limit, int processors) {
        int wished = 4 * Integer.highestOneBit(2 * processors - 1);
        int count = Math.min(Math.min(MOST_POCKETS, wished), Integer.highestOneBit(limit / PERMITS_FOR_EACH));
        return count < 2 ? null : new Pockets(count);
    }

    int count() {
        return count;
    }

    private static int place(int pocket) {
        return STRIDE * (pocket + 1);
    }

    private int own() {
        return place(ThreadPlace.of(bits));
    }

    /** Takes a permit out of the calling thread's pocket; false if there is none, or the pocket is closed. */
    boolean take() {
        int own = own();
        for (; ; ) {
            long free = (long) SLOT.getVolatile(slots, own);
            if (free <= 0) {
                return false;
            }
            if (SLOT.compareAndSet(slots, own, free, free - 1)) {
                return true;
            }
        }
    }

    /** Puts a permit into the calling thread's pocket; false if that is closed. */
    boolean put() {
        int own = own();
        for (; ; ) {
            long free = (long) SLOT.getVolatile(slots, own);
            if (free == CLOSED) {
                return false;
            }
            if (SLOT.compareAndSet(slots, own, free, free + 1)) {
                return true;
            }
        }
    }

    void open() {
        for (int i = 0; i < count; i++) {
            SLOT.setVolatile(slots, place(i), 0L);
        }
    }

    /** How many permits were in them. */
    int close() {
        int free = 0;
        for (int i = 0; i < count; i++) {
            free += (int) Math.max(0, (long) SLOT.getAndSet(slots, place(i), CLOSED));
        }
        return free;
    }

    /** How many permits are in them, each counted at a slightly different moment. */
    int free() {
        int free = 0;
        for (int i = 0; i < count; i++) {
            free += (int) Math.max(0, (long) SLOT.getVolatile(slots, place(i)));
        }
        return free;
    }
}
