package io.selvedge.it.behaviour;

import io.selvedge.runtime.policy.Spread;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * So many children, each given its number as the only argument; the first failure makes the outcome, else the values in
 * order. A field of it can be set before the call, and the width at any time. Thread-safe.
 */
class Brood implements Spread {
    final AtomicInteger begun = new AtomicInteger();
    final AtomicInteger told = new AtomicInteger();
    /** The most that ran at once. */
    final AtomicInteger most = new AtomicInteger();

    final List<Throwable> failures = new CopyOnWriteArrayList<>();
    volatile int width = Integer.MAX_VALUE;
    volatile boolean callerWorks = true;
    volatile LongSupplier delay = () -> 0;
    volatile Runnable more = () -> {};
    /** What ends the whole: the first failure, or any end. */
    volatile boolean race;

    private final AtomicBoolean stands = new AtomicBoolean();
    private final int count;
    private final AtomicInteger cursor = new AtomicInteger();
    private final AtomicReferenceArray<@Nullable Object> values;

    Brood(int count) {
        this.count = count;
        this.values = new AtomicReferenceArray<>(count);
    }

    Brood width(int other) {
        width = other;
        return this;
    }

    /** The caller only waits, and the first to end makes the outcome. */
    Brood race() {
        callerWorks = false;
        race = true;
        return this;
    }

    @Override
    public int width() {
        return width;
    }

    @Override
    public boolean callerWorks() {
        return callerWorks;
    }

    @Override
    public long delayNanos() {
        return delay.getAsLong();
    }

    @Override
    public void begins(Runnable again) {
        more = again;
    }

    @Override
    public boolean next(Child child) throws Throwable {
        int index = cursor.getAndIncrement();
        if (index < count) {
            most.accumulateAndGet(begun.incrementAndGet() - told.get(), Math::max);
            child.give(index, new Object[] {index});
        }
        return index < count;
    }

    @Override
    public boolean ended(Child child, @Nullable Object value, @Nullable Throwable failure) {
        told.incrementAndGet();
        values.set((int) child.index(), value);
        boolean makesTheOutcome = failure != null || race;
        // Those that end once the outcome stands, because they are told to, do not count.
        if (makesTheOutcome && stands.compareAndSet(false, true) && failure != null) {
            failures.add(failure);
        }
        return makesTheOutcome;
    }

    @Override
    public @Nullable Object outcome() throws Throwable {
        if (!failures.isEmpty()) {
            throw failures.get(0);
        }
        Object[] all = new Object[count];
        Arrays.setAll(all, values::get);
        return Arrays.asList(all);
    }
}
