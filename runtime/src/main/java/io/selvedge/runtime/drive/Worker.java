package io.selvedge.runtime.drive;

import org.jspecify.annotations.Nullable;

/** A thread's errand for a gathering: comes, pulls child after child, and leaves. Used by that thread and its callers. */
final class Worker implements Runnable {
    private final Gathering all;
    private final Duty duty = new Duty();
    private volatile @Nullable Thread thread;

    Worker(Gathering all) {
        this.all = all;
    }

    @Override
    public void run() {
        thread = Thread.currentThread();
        if (duty.begin()) {
            boolean consumed = false;
            try {
                consumed = work();
            } finally {
                duty.end(consumed);
                all.remove(this);
            }
        }
    }

    private boolean work() {
        boolean come = false;
        try {
            come = all.crew.come(all.spread.width());
            if (come) {
                return all.pull(this);
            }
            all.arrived();
        } catch (Throwable bug) {
            // A policy that does not keep its word, or a thread without a stack.
            all.stand(bug);
        }
        return false;
    }

    Duty duty() {
        return duty;
    }

    /** Withdraws it or interrupts its thread; one that calls itself off is about to leave anyway. */
    void callOff() {
        if (thread != Thread.currentThread()) {
            duty.callOff();
        }
    }
}
