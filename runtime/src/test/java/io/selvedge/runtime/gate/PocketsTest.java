package io.selvedge.runtime.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Permits that are lent to pockets, which nobody must notice but by its speed. */
class PocketsTest {
    private static final int LIMIT = 100;

    private final Permits permits = new Permits(LIMIT, 10, new Pockets(2));

    private static void enter(Permits permits, int times) {
        for (int i = 0; i < times; i++) {
            assertThat(permits.tryEnter()).isEqualTo(Gate.Joined.ENTERED);
        }
    }

    private interface Visits {
        void run() throws Exception;
    }

    private static void inThreads(int count, Visits visits) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(count);
        try {
            CyclicBarrier start = new CyclicBarrier(count);
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                all.add(threads.submit(() -> {
                    start.await();
                    visits.run();
                    return null;
                }));
            }
            for (Future<?> each : all) {
                each.get(60, TimeUnit.SECONDS);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static void leave(Permits permits, int times) {
        for (int i = 0; i < times; i++) {
            permits.leave();
        }
    }

    @ParameterizedTest(name = "{0} permits, {1} processors: {2} pockets")
    @CsvSource({
        "1000, 2, 8",
        "1000, 3, 16",
        "1000, 1, 4",
        "1000000, 64, 64",
        "1000, 64, 64",
        "500, 64, 32",
        "16, 2, 2",
        "15, 2, 0"
    })
    void thereAreFourPocketsForEachProcessorAndAnEighthOfThePermitsAtMost(int limit, int processors, int count) {
        Pockets pockets = Pockets.ofOrNull(limit, processors);
        assertThat(pockets == null ? 0 : pockets.count()).isEqualTo(count);
    }

    @Test
    void everyPermitIsToBeHadThoughSomeAreInPockets() throws Exception {
        assertThat(permits.lend()).isTrue();
        // Their pockets keep what they give back.
        inThreads(4, () -> {
            enter(permits, 3);
            leave(permits, 3);
        });
        assertThat(permits.used()).isZero();
        enter(permits, LIMIT);
        assertThat(permits.used()).isEqualTo(LIMIT);
        assertThat(permits.tryEnter()).isEqualTo(Gate.Joined.WAITING);
        leave(permits, LIMIT);
        assertThat(permits.used()).isZero();
    }

    @Test
    void aGateIsNotCalledFullBeforeItHasCalledInWhatIsLent() {
        Permits permits = new Permits(LIMIT, 0, new Pockets(2));
        assertThat(permits.lend()).isTrue();
        enter(permits, LIMIT);
        leave(permits, 1);
        assertThat(permits.isFull()).as("one is in a pocket").isFalse();
        enter(permits, 1);
        assertThat(permits.isFull()).as("nobody knows what is in the pockets").isFalse();
        assertThat(permits.tryEnter()).isEqualTo(Gate.Joined.FULL);
        assertThat(permits.isFull()).isTrue();
    }

    @Test
    void permitsAreLentOnlyWhileMostAreFreeAndNobodyWaits() {
        enter(permits, LIMIT / 2 + 1);
        assertThat(permits.lend()).isFalse();
        leave(permits, 1);
        assertThat(permits.lend()).isTrue();
        assertThat(permits.lend()).as("again").isFalse();
        enter(permits, LIMIT / 2);
        Place waiter = new Place();
        assertThat(permits.join(waiter)).isEqualTo(Gate.Joined.WAITING);
        assertThat(permits.lend()).isFalse();
        permits.leave();
        assertThat(waiter.granted).isEqualTo(1);
        leave(permits, LIMIT);
        assertThat(permits.used()).isZero();
        assertThat(permits.lend()).as("once they have left").isTrue();
    }

    private static final class Place extends Waiter {
        private int granted;

        Place() {
            super(1);
        }

        @Override
        protected void granted() {
            granted++;
        }

        @Override
        protected void sentAway() {
            throw new AssertionError("nobody clears");
        }
    }

    @Test
    void resizingCallsThemIn() {
        permits.lend();
        enter(permits, 10);
        leave(permits, 8);
        permits.resize(4, 10);
        assertThat(permits.used()).isEqualTo(2);
        enter(permits, 2);
        assertThat(permits.tryEnter()).isEqualTo(Gate.Joined.WAITING);
        permits.resize(LIMIT, 10);
        enter(permits, LIMIT - 4);
        assertThat(permits.tryEnter()).isEqualTo(Gate.Joined.WAITING);
        leave(permits, LIMIT);
        assertThat(permits.used()).isZero();
    }

    @Test
    void retiresThoughPocketsHoldSome() {
        permits.lend();
        enter(permits, 1);
        assertThat(permits.retire()).isFalse();
        assertThat(permits.lend()).isTrue();
        permits.leave();
        assertThat(permits.retire()).isTrue();
        assertThat(permits.tryEnter()).isEqualTo(Gate.Joined.GONE);
        assertThat(permits.lend()).isFalse();
    }

    @Test
    void aGateOfFewPermitsLendsNone() {
        assertThat(new Permits(10, 0).lend()).isFalse();
    }

    /** Some leave many in their pockets, and others want more than there is: exactly as many get in as may. */
    @Test
    void asManyGetInAsThereArePermitsWhoeverHasThemInAPocket() throws Exception {
        int threads = 4;
        // So many that hardly any two threads have the same.
        Permits permits = new Permits(LIMIT, 0, new Pockets(64));
        CyclicBarrier everybody = new CyclicBarrier(threads);
        AtomicInteger in = new AtomicInteger();
        AtomicInteger next = new AtomicInteger();
        inThreads(threads, () -> {
            boolean leaves = next.getAndIncrement() < threads / 2;
            for (int round = 0; round < 500; round++) {
                boolean unused = permits.lend();
                everybody.await();
                if (leaves) {
                    enter(permits, 20);
                    leave(permits, 20);
                }
                everybody.await();
                int entered = 0;
                for (int i = 0; i < 60 && !leaves; i++) {
                    entered += permits.tryEnter() == Gate.Joined.ENTERED ? 1 : 0;
                }
                in.addAndGet(entered);
                everybody.await();
                assertThat(in).hasValue(LIMIT);
                everybody.await();
                in.addAndGet(-entered);
                leave(permits, entered);
                everybody.await();
            }
        });
        assertThat(permits.used()).isZero();
    }

    @Test
    void aGateLendsByItselfWhereThreadsMeet() throws Exception {
        boolean lent = false;
        for (int attempt = 0; attempt < 1_000 && !lent; attempt++) {
            Permits busy = new Permits(1_000, 0);
            inThreads(2, () -> {
                for (int i = 0; i < 100_000; i++) {
                    enter(busy, 1);
                    busy.leave();
                }
            });
            assertThat(busy.used()).isZero();
            // It would do so now if it had not done so before.
            lent = !busy.lend();
        }
        assertThat(lent).isTrue();
    }
}
