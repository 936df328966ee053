package io.selvedge.runtime.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/** A million random operations of several threads: whatever they do, every permit comes home, and no more than every. */
class GateStressTest {
    private static final int THREADS = 4;
    private static final int OPERATIONS = 1_000_000 / THREADS;
    private static final long SEED = seed();

    private static long seed() {
        long seed = Long.getLong("selvedge.seed", System.nanoTime());
        System.out.println("GateStressTest: -Dselvedge.seed=" + seed);
        return seed;
    }

    private final AtomicInteger inside = new AtomicInteger();
    private final AtomicInteger mostInside = new AtomicInteger();

    @Test
    void everyPermitComesHome() throws Exception {
        Permits permits = new Permits(3, 16);
        inParallel(thread -> new Visitor(thread, permits, permits::tryEnter, permits::leave)::visit);
        assertAllAtHome(permits, 3);
        assertThat(mostInside).hasValueLessThanOrEqualTo(3);
    }

    @Test
    void everyPermitComesHomeWhileTheLimitChangesAndTheLineIsCleared() throws Exception {
        Permits permits = new Permits(3, 16);
        inParallel(thread -> thread > 0
                ? new Visitor(thread, permits, permits::tryEnter, permits::leave)::visit
                : () -> resizeAndClearAgainAndAgain(permits));
        permits.resize(3, 16);
        assertAllAtHome(permits, 3);
        assertThat(mostInside).hasValueLessThanOrEqualTo(6);
    }

    private static void resizeAndClearAgainAndAgain(Permits permits) {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < OPERATIONS / 10; i++) {
            permits.resize(random.nextInt(1, 7), random.nextInt(0, 17));
            if (random.nextInt(8) == 0) {
                permits.clear();
            }
        }
    }

    private static void assertAllAtHome(Permits permits, int limit) {
        assertThat(permits.used()).as("held at rest").isZero();
        assertThat(permits.waiting()).as("waiting at rest").isZero();
        for (int i = 0; i < limit; i++) {
            assertThat(permits.tryEnter()).isEqualTo(Gate.Joined.ENTERED);
        }
        assertThat(permits.tryEnter()).as("one more than the limit").isNotEqualTo(Gate.Joined.ENTERED);
    }

    @Test
    void theTurnComesHomeAndIsNeverHeldTwice() throws Exception {
        Lane lane = new Lane(16);
        inParallel(thread -> new Visitor(thread, lane, () -> lane.tryEnter(thread + 1), lane::leave)::visit);
        assertThat(lane.waiting()).isZero();
        assertThat(lane.retire()).isTrue();
        assertThat(mostInside).hasValue(1);
    }

    @Test
    void threadsThatBlockAreInterruptedAndRunOutOfPatience() throws Exception {
        Permits permits = new Permits(2, 8);
        Sleeper[] sleepers = new Sleeper[THREADS];
        inParallel(thread -> {
            sleepers[thread] = new Sleeper(thread, permits, sleepers);
            return sleepers[thread]::come;
        });
        assertAllAtHome(permits, 2);
        assertThat(mostInside).hasValueLessThanOrEqualTo(2);
    }

    private void inParallel(IntFunction<Runnable> threads) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(THREADS);
        CyclicBarrier start = new CyclicBarrier(THREADS);
        List<Runnable> actions = new ArrayList<>();
        List<Future<?>> ends = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            actions.add(threads.apply(thread));
        }
        for (Runnable action : actions) {
            ends.add(pool.submit(() -> {
                start.await();
                action.run();
                return null;
            }));
        }
        for (Future<?> end : ends) {
            end.get(2, TimeUnit.MINUTES);
        }
        pool.shutdown();
    }

    private void entered() {
        int now = inside.incrementAndGet();
        mostInside.accumulateAndGet(now, Math::max);
    }

    /** Enters, queues, withdraws and leaves at random, without ever waiting. */
    private final class Visitor {
        private final SplittableRandom random;
        private final Gate gate;
        private final java.util.function.Supplier<Gate.Joined> tryEnter;
        private final Runnable leave;
        private final int thread;
        private final List<Ticket> pending = new ArrayList<>();
        private final List<Ticket> told = new ArrayList<>();
        private int held;

        Visitor(int thread, Gate gate, java.util.function.Supplier<Gate.Joined> tryEnter, Runnable leave) {
            this.random = new SplittableRandom(SEED + thread);
            this.thread = thread;
            this.gate = gate;
            this.tryEnter = tryEnter;
            this.leave = leave;
        }

        void visit() {
            for (int i = 0; i < OPERATIONS; i++) {
                step();
            }
            while (!pending.isEmpty()) {
                withdrawOne();
            }
            while (held > 0) {
                leaveOnce();
            }
            for (Ticket ticket : told) {
                while (ticket.times == 0) {
                    Thread.onSpinWait();
                }
                assertThat(ticket.times).isEqualTo(1);
            }
        }

        private void step() {
            switch (random.nextInt(6)) {
                case 0 -> count(tryEnter.get());
                case 1, 2 -> join();
                case 3 -> withdrawOne();
                case 4 -> noticeGrants();
                default -> leaveOnce();
            }
        }

        private void count(Gate.Joined joined) {
            if (joined == Gate.Joined.ENTERED) {
                held++;
                entered();
            }
        }

        private void join() {
            Ticket ticket = new Ticket(thread + 1);
            Gate.Joined joined = gate.join(ticket);
            count(joined);
            if (joined == Gate.Joined.WAITING) {
                pending.add(ticket);
            }
        }

        private void withdrawOne() {
            if (pending.isEmpty()) {
                return;
            }
            Ticket ticket = pending.remove(random.nextInt(pending.size()));
            if (gate.withdraw(ticket)) {
                assertThat(ticket.times).isZero();
            } else {
                told.add(ticket);
                count(ticket.wasSentAway() ? Gate.Joined.FULL : Gate.Joined.ENTERED);
            }
        }

        private void noticeGrants() {
            pending.removeIf(ticket -> {
                if (ticket.times == 0) {
                    return false;
                }
                assertThat(ticket.times).isEqualTo(1);
                count(ticket.wasSentAway() ? Gate.Joined.FULL : Gate.Joined.ENTERED);
                return true;
            });
        }

        private void leaveOnce() {
            if (held > 0) {
                held--;
                inside.decrementAndGet();
                leave.run();
            }
        }
    }

    private static class Ticket extends Waiter {
        volatile int times;

        Ticket(long callId) {
            super(callId);
        }

        @Override
        @SuppressWarnings("NonAtomicVolatileUpdate")
        protected void granted() {
            times++;
        }

        @Override
        protected void sentAway() {
            granted();
        }
    }

    /** Blocks at the gate as a driver does, and wakes its neighbours by interrupts. */
    private final class Sleeper {
        private static final int VISITS = 50_000;
        private final SplittableRandom random;
        private final Permits permits;
        private final Sleeper[] all;
        private volatile Thread thread;

        Sleeper(int number, Permits permits, Sleeper[] all) {
            this.random = new SplittableRandom(SEED + number);
            this.permits = permits;
            this.all = all;
        }

        void come() {
            thread = Thread.currentThread();
            for (int i = 0; i < VISITS; i++) {
                visit();
            }
            thread = null;
            Thread.interrupted();
        }

        private void visit() {
            Thread me = Thread.currentThread();
            Ticket ticket = new Ticket(1) {
                @Override
                protected void granted() {
                    super.granted();
                    LockSupport.unpark(me);
                }
            };
            Gate.Joined joined = permits.join(ticket);
            if (joined == Gate.Joined.ENTERED || (joined == Gate.Joined.WAITING && waited(ticket))) {
                entered();
                disturbSomebody();
                inside.decrementAndGet();
                permits.leave();
            }
        }

        private boolean waited(Ticket ticket) {
            long patience = random.nextInt(50_000);
            while (ticket.times == 0 && patience > 0 && !Thread.interrupted()) {
                LockSupport.parkNanos(patience);
                patience /= 2;
            }
            return ticket.times > 0 || !permits.withdraw(ticket);
        }

        private void disturbSomebody() {
            Thread other = all[random.nextInt(THREADS)].thread;
            if (other != null && random.nextInt(3) == 0) {
                other.interrupt();
            }
        }
    }
}
