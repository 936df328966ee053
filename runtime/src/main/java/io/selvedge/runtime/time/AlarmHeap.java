package io.selvedge.runtime.time;

import java.util.Arrays;

/**
 * A binary heap of alarms in which each knows its place, so that one that is withdrawn leaves at once: O(log n) in general,
 * and O(1) for the usual life of a time limit, which is armed behind the others and withdrawn before they are due. The
 * array doubles when it is full and halves when it is a quarter full.
 *
 * <p>Used by one thread at a time. Adding and taking call no method between the first change and the last, so that no
 * {@link StackOverflowError} can leave the heap half changed.
 */
final class AlarmHeap {
    private static final int SMALLEST = 32;

    private Alarm[] heap = new Alarm[SMALLEST];
    private int size;

    int size() {
        return size;
    }

    /** How many there is room for without a larger array. */
    int capacity() {
        return heap.length;
    }

    /** One of them, in no order but that the earliest is the one at 0. */
    Alarm at(int place) {
        return heap[place];
    }

    /** The index alone proves nothing to one who comes while another thread arms the alarm anew, perhaps elsewhere. */
    boolean contains(Alarm alarm) {
        int index = alarm.index;
        return index >= 0 && index < size && heap[index] == alarm;
    }

    void add(Alarm alarm) {
        if (size == heap.length) {
            heap = Arrays.copyOf(heap, 2 * size);
        }
        raise(alarm, size);
        size++;
    }

    /** Takes out one that is here. */
    @SuppressWarnings("NullAway") // What lies beyond the size is never read.
    void take(Alarm alarm) {
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
    }

    private void shrink() {
        try {
            heap = Arrays.copyOf(heap, heap.length / 2);
        } catch (OutOfMemoryError e) {
            // The larger array serves as well, and a call must not fail for it.
            return;
        }
    }

    /** Puts one that is here where it now belongs. */
    void moved(Alarm alarm) {
        settle(alarm, alarm.index, size);
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
}
