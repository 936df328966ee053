package io.selvedge.testkit;

import io.selvedge.runtime.policy.DurationText;
import io.selvedge.runtime.time.Alarm;
import io.selvedge.runtime.time.Time;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Time that passes only when a test says so.
 *
 * <p>The thread that makes it owns it. Whatever the owner waits for comes at once: its {@link #pause} and {@link #await}
 * move the clock themselves, from alarm to alarm, and ring each on the owner's thread at its very moment, in the order
 * of their moments and, for the same moment, of arming. What an alarm throws goes to the owner. Other threads that pause
 * or wait are blocked until the owner has moved the clock far enough, as {@link #advance} does too.
 *
 * <p>No wait hangs: after 30 seconds of real time in which nothing came of it, it fails with an {@link AssertionError}
 * that tells what is armed and who waits.
 *
 * <p>Thread-safe.
 */
public final class VirtualTime implements Time {
    private static final String SEED = "selvedge.seed";
    private static final long REAL_LIMIT_NANOS = TimeUnit.SECONDS.toNanos(30);
    private static final long NEVER = Long.MAX_VALUE;

    private final Thread owner = Thread.currentThread();
    private final Bystanders bystanders = new Bystanders(this);
    private final Random random;
    private final long seed;
    private final AtomicBoolean seedTold = new AtomicBoolean();
    private final long realLimitNanos;

    /** Held neither while an alarm rings nor while a condition is asked. */
    private final ReentrantLock lock = new ReentrantLock();

    /** Guarded by the lock. */
    private final Agenda agenda = new Agenda();

    /** Written by the owner under the lock. */
    private volatile long nanos;

    /** Begins at 0, with the seed that the system property {@code selvedge.seed} gives, else with any. */
    public VirtualTime() {
        this(0);
    }

    /** Begins at that moment, with the seed that the system property {@code selvedge.seed} gives, else with any. */
    public VirtualTime(long startNanos) {
        this(startNanos, Long.getLong(SEED, new Random().nextLong()));
    }

    /**
     * Begins at that moment and draws its random numbers from that seed.
     *
     * @param startNanos what the clock shows first, at least 0
     */
    public VirtualTime(long startNanos, long seed) {
        this(startNanos, seed, REAL_LIMIT_NANOS);
    }

    VirtualTime(long startNanos, long seed, long realLimitNanos) {
        this.nanos = startNanos;
        this.seed = seed;
        this.random = new Random(seed);
        this.realLimitNanos = realLimitNanos;
    }

    @Override
    public long nanos() {
        return nanos;
    }

    /** @throws IllegalStateException if the alarm is armed already */
    @Override
    public void arm(Alarm alarm, long atNanos) {
        lock.lock();
        try {
            agenda.add(alarm, atNanos);
        } finally {
            lock.unlock();
        }
        // The owner may stand by because there was nothing to step to.
        bystanders.wakeAll();
    }

    @Override
    public boolean disarm(Alarm alarm) {
        lock.lock();
        try {
            return agenda.remove(alarm);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void pause(long nanos) throws InterruptedException {
        if (nanos > 0) {
            long until = this.nanos + nanos;
            await(() -> false, until < 0 ? NEVER : until);
        }
    }

    /**
     * {@inheritDoc}
     *
     * <p>The owner steps on at once, alarm by alarm, even if another thread is about to make the condition true. It
     * waits for others only where there is neither an alarm nor an end to step to.
     */
    @Override
    public boolean await(BooleanSupplier condition, long untilNanos) throws InterruptedException {
        return Thread.currentThread() == owner
                ? step(condition, untilNanos)
                : bystanders.await(condition, untilNanos, realLimitNanos);
    }

    /** Drawn from the seed, which is printed the first time, since a test that draws may fail by chance. */
    @Override
    public double random() {
        if (seedTold.compareAndSet(false, true)) {
            System.out.println("VirtualTime draws from -D" + SEED + "=" + seed);
        }
        return random.nextDouble();
    }

    /** Moves the clock on and rings what comes due meanwhile. Only the owner may. */
    public void advance(Duration by) {
        advanceTo(Math.addExact(nanos, by.toNanos()));
    }

    /** Moves the clock to that moment and rings what comes due meanwhile. Only the owner may. */
    public void advanceTo(long atNanos) {
        if (Thread.currentThread() != owner) {
            throw new IllegalStateException("Only the thread that made this time may move it: " + owner.getName());
        }
        if (atNanos < nanos) {
            throw new IllegalArgumentException("Time does not run backwards, from " + nanos + " to " + atNanos);
        }
        for (Alarm due = next(atNanos); due != null; due = next(atNanos)) {
            due.ringNow();
        }
    }

    /** The next moment at which an alarm rings or a blocked thread's wait is over; {@link Long#MAX_VALUE} for none. */
    public long nextNanos() {
        lock.lock();
        try {
            return Math.min(agenda.earliest(), bystanders.earliest());
        } finally {
            lock.unlock();
        }
    }

    /** How many alarms are armed. */
    public int armed() {
        lock.lock();
        try {
            return agenda.size();
        } finally {
            lock.unlock();
        }
    }

    /** How many threads are blocked here and have nothing yet that would let them go. */
    public int parked() {
        return bystanders.count(nanos);
    }

    /** Whether at least so many threads are blocked here and have nothing yet that would let them go. */
    boolean parked(LongSupplier wanted) {
        return bystanders.count(wanted, nanos);
    }

    /**
     * Waits, for real, until at least so many threads are blocked here.
     *
     * @throws AssertionError if they are not after 30 seconds
     */
    @SuppressWarnings("ThreadPriorityCheck") // Only for the sake of those it waits for.
    public void awaitParked(int threads) {
        long began = System.nanoTime();
        while (parked() < threads) {
            if (System.nanoTime() - began > realLimitNanos) {
                throw stuck("Fewer than " + threads + " threads came to wait");
            }
            Thread.yield();
        }
    }

    /** Does nothing: there is no thread to let go. */
    @Override
    public void close() {}

    @Override
    public String toString() {
        return "VirtualTime at " + DurationText.of(nanos) + ", " + armed() + " armed, " + parked() + " parked, -D"
                + SEED + "=" + seed;
    }

    private boolean step(BooleanSupplier condition, long untilNanos) throws InterruptedException {
        while (!condition.getAsBoolean()) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            boolean over = nanos >= untilNanos;
            Alarm due = next(Math.max(nanos, untilNanos));
            if (due != null) {
                due.ringNow();
            } else if (over) {
                return false;
            } else if (untilNanos == NEVER) {
                bystanders.await(() -> condition.getAsBoolean() || canStep(), NEVER, realLimitNanos);
            }
        }
        return true;
    }

    /** Moves the clock to the next alarm and takes that out, or else to the end. */
    private @Nullable Alarm next(long untilNanos) {
        lock.lock();
        try {
            long at = Math.min(agenda.earliest(), untilNanos);
            if (at == NEVER) {
                return null;
            }
            nanos = Math.max(nanos, at);
            return agenda.pollUntil(untilNanos);
        } finally {
            lock.unlock();
            bystanders.wakeAll();
        }
    }

    private boolean canStep() {
        lock.lock();
        try {
            return agenda.earliest() < NEVER;
        } finally {
            lock.unlock();
        }
    }

    /** The failure of a wait that nothing ended in the real time that it had. */
    AssertionError stuck(String what) {
        lock.lock();
        try {
            return new AssertionError(what + ", and its real time is over.\n" + this + agenda + bystanders);
        } finally {
            lock.unlock();
        }
    }
}
