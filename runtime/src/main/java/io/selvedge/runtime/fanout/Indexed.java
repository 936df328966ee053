package io.selvedge.runtime.fanout;

import io.selvedge.runtime.policy.Spread.Child;
import java.util.concurrent.atomic.AtomicLong;

/** Elements that can be read by their index, by many at once: the cursor is one atomic number. */
final class Indexed implements Source {
    private final AtomicLong cursor = new AtomicLong();
    private final Given given;
    private final Cut cut;
    private final int size;
    private final int batch;

    /** Makes the slice from one index up to another. */
    @FunctionalInterface
    interface Cut {
        Object slice(int from, int to);
    }

    Indexed(Given given, Cut cut, int size, int batch) {
        this.given = given;
        this.cut = cut;
        this.size = size;
        this.batch = batch;
    }

    @Override
    public boolean next(Child child) {
        long index = cursor.getAndIncrement();
        long from = index * batch;
        if (from >= size) {
            return false;
        }
        given.hand(child, index, cut.slice((int) from, (int) Math.min(size, from + batch)));
        return true;
    }

    @Override
    public boolean waits() {
        return false;
    }

    @Override
    public int children() {
        return expected();
    }

    @Override
    public int expected() {
        return (int) (((long) size + batch - 1) / batch);
    }

    @Override
    public int elements(long index) {
        return (int) Math.min(batch, size - index * batch);
    }
}
