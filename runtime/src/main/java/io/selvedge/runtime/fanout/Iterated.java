package io.selvedge.runtime.fanout;

import io.selvedge.runtime.policy.Spread.Child;
import java.util.Arrays;
import java.util.Iterator;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Elements that come one after another, read by one thread at a time. The lock guards everything. */
final class Iterated implements Source {
    private static final int FIRST_SIZE = 16;

    private final ReentrantLock lock = new ReentrantLock();
    private final Given given;
    private final Iterator<?> iterator;
    private final Slices slices;
    private final int batch;
    private int pulled;
    private int lastSize;
    private boolean over;

    Iterated(Given given, Iterator<?> iterator, Slices slices, int batch) {
        this.given = given;
        this.iterator = iterator;
        this.slices = slices;
        this.batch = batch;
    }

    @Override
    public boolean next(Child child) throws InterruptedException {
        lock.lockInterruptibly(); // whoever reads may be waiting for the input
        try {
            return !over && read(child);
        } finally {
            lock.unlock();
        }
    }

    private boolean read(Child child) {
        over = true; // stays so if reading throws
        if (!iterator.hasNext()) {
            return false;
        }
        Object slice = batch == 1 ? one() : many();
        given.hand(child, pulled++, slice);
        over = false;
        return true;
    }

    private Object one() {
        lastSize = 1;
        return slices.one(iterator.next());
    }

    private Object many() {
        @Nullable Object[] read = new @Nullable Object[Math.min(batch, FIRST_SIZE)];
        int count = 0;
        do {
            if (count == read.length) {
                read = Arrays.copyOf(read, Math.min(batch, count * 2));
            }
            read[count++] = iterator.next();
        } while (count < batch && iterator.hasNext());
        lastSize = count;
        return slices.many(count == read.length ? read : Arrays.copyOf(read, count));
    }

    @Override
    public boolean waits() {
        return true;
    }

    @Override
    public int children() {
        lock.lock();
        try {
            return pulled;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public int expected() {
        return Slots.CHUNK;
    }

    @Override
    public int elements(long index) {
        lock.lock();
        try {
            return index == pulled - 1 ? lastSize : batch;
        } finally {
            lock.unlock();
        }
    }
}
