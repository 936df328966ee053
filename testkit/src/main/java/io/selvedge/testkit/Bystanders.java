package io.selvedge.testkit;

import io.selvedge.runtime.policy.DurationText;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * The threads that are blocked until somebody else does something.
 *
 * <p>Thread-safe.
 */
final class Bystanders {
    /** One wait; compared by identity, since a thread may wait within a wait. */
    private static final class Bystander {
        private final Thread thread = Thread.currentThread();
        private final BooleanSupplier condition;
        private final long untilNanos;
        /** It has been interrupted and is on its way out. */
        private volatile boolean leaving;

        Bystander(BooleanSupplier condition, long untilNanos) {
            this.condition = condition;
            this.untilNanos = untilNanos;
        }

        private boolean waits(long nowNanos) {
            return nowNanos < untilNanos && !thread.isInterrupted() && !leaving && !condition.getAsBoolean();
        }

        @Override
        public String toString() {
            String end = untilNanos == Long.MAX_VALUE ? "without end" : "until " + DurationText.of(untilNanos);
            return thread.getName() + " waits " + end;
        }
    }

    /** A list that is new whenever somebody comes or leaves, and never changes. */
    private final AtomicReference<List<Bystander>> all = new AtomicReference<>(List.of());

    private final VirtualTime time;

    Bystanders(VirtualTime time) {
        this.time = time;
    }

    /**
     * Blocks until the condition holds or the clock has come so far; whoever makes either so unparks the thread.
     *
     * @throws AssertionError if nothing came of it within the limit of real time
     */
    boolean await(BooleanSupplier condition, long untilNanos, long realLimitNanos) throws InterruptedException {
        Bystander self = new Bystander(condition, untilNanos);
        all.updateAndGet(now -> with(now, self));
        try {
            return park(self, System.nanoTime(), realLimitNanos);
        } finally {
            all.updateAndGet(now -> without(now, self));
        }
    }

    private static List<Bystander> with(List<Bystander> now, Bystander one) {
        List<Bystander> more = new ArrayList<>(now);
        more.add(one);
        return more;
    }

    private static List<Bystander> without(List<Bystander> now, Bystander one) {
        List<Bystander> fewer = new ArrayList<>(now);
        fewer.removeIf(each -> each == one);
        return fewer;
    }

    private static InterruptedException interrupted() {
        boolean unused = Thread.interrupted();
        return new InterruptedException();
    }

    private boolean park(Bystander self, long began, long realLimitNanos) throws InterruptedException {
        while (!self.condition.getAsBoolean()) {
            if (Thread.currentThread().isInterrupted()) {
                // Said before the flag is cleared, or it would seem to wait on for a moment.
                self.leaving = true;
                throw interrupted();
            }
            if (time.nanos() >= self.untilNanos) {
                return false;
            }
            long left = realLimitNanos - (System.nanoTime() - began);
            if (left <= 0) {
                throw time.stuck("Nothing came of this wait");
            }
            LockSupport.parkNanos(time, left);
        }
        return true;
    }

    void wakeAll() {
        all.get().forEach(bystander -> LockSupport.unpark(bystander.thread));
    }

    /** When the first of their waits is over, {@link Long#MAX_VALUE} if none ever is. */
    long earliest() {
        return all.get().stream()
                .mapToLong(bystander -> bystander.untilNanos)
                .min()
                .orElse(Long.MAX_VALUE);
    }

    /** How many have nothing that would let them go: those that were woken and have not left yet do not count. */
    int count(long nowNanos) {
        return count(all.get(), nowNanos);
    }

    private static int count(List<Bystander> some, long nowNanos) {
        return (int)
                some.stream().filter(bystander -> bystander.waits(nowNanos)).count();
    }

    /**
     * Whether at least so many have nothing that would let them go, all at one moment.
     *
     * <p>How many there are to be is asked first: else one that lets another go and ends, between the two, would leave a
     * thread that still seems to wait and none that is missed. Whoever came or left meanwhile may have let go one that
     * had been counted.
     *
     * @param wanted how many threads are under way
     */
    boolean count(LongSupplier wanted, long nowNanos) {
        List<Bystander> some = all.get();
        long least = wanted.getAsLong();
        return count(some, nowNanos) >= least && all.get() == some;
    }

    @Override
    public String toString() {
        return all.get().stream().map(bystander -> "\n  " + bystander).collect(Collectors.joining());
    }
}
