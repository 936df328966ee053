package io.selvedge.runtime.time;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Rings a timer's alarms, on one thread that lives while there is something to wait for.
 *
 * <p>Thread-safe. Alarms ring on that thread, one after the other, outside all locks.
 */
final class Ringer implements Runnable {
    /*
     * "planned" is the moment at which the thread will look next by itself. Whoever arms an earlier alarm lowers it and
     * wakes the thread; all others leave the thread alone. A plan is kept until it has passed, even if the alarm behind
     * it is gone: calls that are over at once would otherwise wake the thread one after the other. So the thread wakes
     * about once in the length of the shortest limit, however many calls there are.
     *
     * No alarm is overlooked: the thread publishes its plan and then looks through the stripes once more before it
     * parks. One who arms before that look is seen by it; one who arms after it gets the stripe's lock after the thread
     * and so sees the plan. Leaving works alike: the thread empties "thread" and then reads "planned", while one who
     * arms lowers "planned" and then reads "thread"; at least one of them sees the other.
     */

    /** The plan of a thread that is up and will look through all stripes before it parks. */
    private static final long AWAKE = Long.MIN_VALUE;

    /** No plan: whoever arms an alarm must wake the thread or start one. */
    private static final long NONE = Long.MAX_VALUE;

    /** Instead of a plan: the thread is no longer this timer's and must end. */
    static final long LEFT = -1;

    /** How long the thread stays, and how seldom it looks, after close: calls may still be coming. */
    private static final long CLOSED_IDLE_NANOS = 50_000_000;

    private final Stripe[] stripes;
    private final long idleNanos;
    private final ThreadFactory threads;
    final AtomicLong planned = new AtomicLong(NONE);
    private final AtomicReference<@Nullable Thread> thread = new AtomicReference<>();
    private final AtomicBoolean reported = new AtomicBoolean();
    private volatile boolean closed;

    // Used by the thread only.
    private long quietSince;
    private long armings;

    /** @param idleNanos how long the thread stays when nothing is armed */
    Ringer(Stripe[] stripes, long idleNanos, ThreadFactory threads) {
        this.stripes = stripes;
        this.idleNanos = idleNanos;
        this.threads = threads;
    }

    /** To be called after an alarm was added to its stripe. */
    void expect(long atNanos) {
        if (atNanos < planned.get()) {
            hurry(atNanos);
        }
    }

    void close() {
        closed = true;
        LockSupport.unpark(thread.get());
    }

    @Nullable Thread thread() {
        return thread.get();
    }

    @Override
    public void run() {
        quietSince = SystemTime.now();
        try {
            for (long until = look(); until != LEFT; until = look()) {
                LockSupport.parkNanos(this, until - SystemTime.now());
                // A flag that somebody set would let no park last.
                Thread.interrupted();
            }
        } catch (Throwable e) {
            // Nothing is known to throw; should it happen, the next to arm an alarm starts another thread.
            thread.set(null);
            planned.set(NONE);
            throw e;
        }
    }

    /** Rings what is due and plans; tells until when to park. */
    long look() {
        long asked = planned.getAndSet(AWAKE);
        long now = SystemTime.now();
        boolean rang = ringDue(now);
        long next = earliest();
        if (isNewlyArmed() || rang || next != NONE) {
            quietSince = now;
        } else if (now - quietSince >= idleNanos()) {
            return leaves() ? LEFT : now;
        }
        long plan = plan(now, asked, Math.min(next, now + idleNanos()));
        planned.set(plan);
        return earliest() < plan ? now : plan;
    }

    private static long plan(long now, long asked, long next) {
        long plan = asked > now ? Math.min(asked, next) : next;
        return Math.max(now, plan);
    }

    private boolean leaves() {
        planned.set(NONE);
        if (earliest() != NONE) {
            return false;
        }
        thread.set(null);
        return planned.get() == NONE || !thread.compareAndSet(null, Thread.currentThread());
    }

    private boolean ringDue(long now) {
        boolean rang = false;
        for (Stripe stripe : stripes) {
            for (Alarm due = stripe.pollDue(now); due != null; due = stripe.pollDue(now)) {
                ring(due);
                rang = true;
            }
        }
        return rang;
    }

    private void ring(Alarm due) {
        try {
            due.ring();
        } catch (Throwable e) {
            report(due, e);
        }
    }

    private void report(Alarm due, Throwable failure) {
        if (reported.compareAndSet(false, true)) {
            LoggerFactory.getLogger(SystemTime.class)
                    .error(
                            "{} failed to ring. Failures of further alarms will not be reported.",
                            due.getClass(),
                            failure);
        }
    }

    private long earliest() {
        long earliest = NONE;
        for (Stripe stripe : stripes) {
            earliest = Math.min(earliest, stripe.earliest());
        }
        return earliest;
    }

    private boolean isNewlyArmed() {
        long before = armings;
        armings = 0;
        for (Stripe stripe : stripes) {
            armings += stripe.armings();
        }
        return armings != before;
    }

    private long idleNanos() {
        return closed ? Math.min(idleNanos, CLOSED_IDLE_NANOS) : idleNanos;
    }

    private void hurry(long atNanos) {
        long plan = planned.get();
        while (atNanos < plan) {
            if (planned.compareAndSet(plan, atNanos)) {
                wake();
                return;
            }
            plan = planned.get();
        }
    }

    private void wake() {
        try {
            Thread sleeper = thread.get();
            if (sleeper == null) {
                start();
            } else {
                LockSupport.unpark(sleeper);
            }
        } catch (Throwable e) {
            // No thread is left on the machine, or no stack on this one: the next to arm an alarm must try again.
            planned.set(NONE);
            throw e;
        }
    }

    private void start() {
        Thread fresh = threads.newThread(this);
        if (thread.compareAndSet(null, fresh)) {
            try {
                fresh.start();
            } catch (Throwable e) {
                thread.set(null);
                throw e;
            }
        }
    }
}
