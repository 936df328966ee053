package io.selvedge.runtime.gate;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Those who wait at one gate, in the order in which they came.
 *
 * <p>Guarded by its lock, which is held for a few field accesses and never while a waiter is told; only the size may be
 * read without.
 */
final class Line {
    final ReentrantLock lock = new ReentrantLock();

    /** Nested calls that were let in beside the holder of a {@link Lane}. */
    int beside;

    /** Whether the last one to tell had waited for a short time only. Not guarded: a hint. */
    boolean brisk;

    private @Nullable Waiter first;
    private @Nullable Waiter last;
    private volatile int size;

    int size() {
        return size;
    }

    void add(Waiter waiter) {
        waiter.stood = true;
        waiter.line = this;
        waiter.ahead = last;
        if (last == null) {
            waiter.first = true;
            first = waiter;
        } else {
            last.behind = waiter;
        }
        last = waiter;
        count(1);
    }

    /** Takes one out from wherever it stands; false if it does not stand here. */
    boolean remove(Waiter waiter) {
        if (waiter.line != this) {
            return false;
        }
        Waiter ahead = waiter.ahead;
        Waiter behind = waiter.behind;
        if (ahead == null) {
            first = behind;
        } else {
            ahead.behind = behind;
        }
        if (behind == null) {
            last = ahead;
        } else {
            behind.ahead = ahead;
        }
        forget(waiter);
        waiter.behind = null;
        return true;
    }

    /** Takes out the first so many, or all if there are fewer, chained for {@link #grant}; {@code null} for none. */
    @Nullable Waiter poll(int count) {
        Waiter head = null;
        Waiter tail = null;
        for (int i = 0; i < count && first != null; i++) {
            tail = first;
            head = head == null ? tail : head;
            first = tail.behind;
            forget(tail);
        }
        if (tail != null) {
            cutBehind(tail);
        }
        return head;
    }

    private void cutBehind(Waiter tail) {
        tail.behind = null;
        if (first == null) {
            last = null;
        } else {
            first.ahead = null;
        }
    }

    private void forget(Waiter waiter) {
        waiter.ahead = null;
        waiter.line = null;
        count(-1);
    }

    private void count(int change) {
        int before = size;
        size = before + change;
    }

    /** Takes out all, chained for {@link #sendAway}; {@code null} for none. */
    @Nullable Waiter clear() {
        Waiter all = poll(size);
        for (Waiter waiter = all; waiter != null; waiter = waiter.behind) {
            waiter.markSentAway();
        }
        return all;
    }

    /** Tells those who were polled, in order. To be called without the lock. */
    static void grant(@Nullable Waiter polled) {
        tell(polled, Waiter::granted);
    }

    /** Tells those who were cleared, in order. To be called without the lock. */
    static void sendAway(@Nullable Waiter cleared) {
        tell(cleared, Waiter::sentAway);
    }

    private static void tell(@Nullable Waiter first, Consumer<Waiter> news) {
        for (Waiter waiter = first; waiter != null; ) {
            Waiter next = waiter.behind;
            waiter.behind = null;
            news.accept(waiter);
            waiter = next;
        }
    }
}
