package io.selvedge.runtime.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.selvedge.runtime.decision.Bytes;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class BudgetTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private static Budget budget(double share, double perSecond) {
        return new Budget(new BudgetConfig(share, perSecond), 0);
    }

    private static int spendAll(Budget budget, long nanos) {
        int spent = 0;
        while (budget.spend(nanos)) {
            spent++;
        }
        return spent;
    }

    @Test
    void callsEarnTheirShare() {
        Budget budget = budget(0.1, 0);
        assertThat(budget.spend(0)).isFalse();
        for (int i = 0; i < 9; i++) {
            budget.earn();
        }
        assertThat(budget.spend(0)).isFalse();
        budget.earn();
        assertThat(budget.left(0)).isEqualTo(1, within(1e-9));
        assertThat(budget.spend(0)).isTrue();
        assertThat(budget.spend(0)).isFalse();
    }

    @Test
    void noMoreIsSavedThanTheShareOfAHundredCalls() {
        Budget budget = budget(0.1, 0);
        for (int i = 0; i < 10_000; i++) {
            budget.earn();
        }
        assertThat(spendAll(budget, 0)).isEqualTo(10);
    }

    @Test
    void aSmallShareCanStillSaveUpForOne() {
        Budget budget = budget(0.001, 0);
        for (int i = 0; i < 1_000; i++) {
            budget.earn();
        }
        assertThat(spendAll(budget, 0)).isEqualTo(1);
    }

    @Test
    void timeEarnsTheFloorAndNoMoreThanASecondOfItIsSaved() {
        Budget budget = budget(0, 5);
        assertThat(spendAll(budget, 0)).as("at the start").isEqualTo(5);
        assertThat(spendAll(budget, SECOND / 5 - 1)).isZero();
        assertThat(spendAll(budget, SECOND / 5)).isEqualTo(1);
        assertThat(spendAll(budget, 3600 * SECOND)).isEqualTo(5);
    }

    @Test
    void aFloorBelowOneASecondComesWhenItIsDue() {
        Budget budget = budget(0, 0.1);
        assertThat(spendAll(budget, 0)).isEqualTo(1);
        assertThat(spendAll(budget, 10 * SECOND - 1)).isZero();
        assertThat(spendAll(budget, 10 * SECOND)).isEqualTo(1);
    }

    @Test
    void whateverHappensNoMoreIsSpentThanShareFloorAndSavings() {
        long seed = Long.getLong("selvedge.seed", System.nanoTime());
        System.out.println("BudgetTest: -Dselvedge.seed=" + seed);
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < 200; round++) {
            double share = random.nextInt(11) / 10.0;
            double perSecond = random.nextInt(20);
            Budget budget = budget(share, perSecond);
            long now = 0;
            int calls = 0;
            int spent = 0;
            for (int i = 0; i < 1_000; i++) {
                now += random.nextLong(SECOND / 20);
                if (random.nextBoolean()) {
                    budget.earn();
                    calls++;
                }
                spent += budget.spend(now) ? 1 : 0;
            }
            double most = share * calls + perSecond * now / SECOND + Math.max(1, perSecond) + 1e-6;
            assertThat((double) spent).isLessThanOrEqualTo(most);
        }
    }

    @Test
    void nothingIsSpentTwiceByManyThreads() throws Exception {
        Budget budget = budget(0.5, 0);
        AtomicInteger spent = new AtomicInteger();
        CountDownLatch done = new CountDownLatch(4);
        for (int t = 0; t < 4; t++) {
            new Thread(() -> {
                        for (int i = 0; i < 100_000; i++) {
                            budget.earn();
                            spent.addAndGet(budget.spend(0) ? 1 : 0);
                        }
                        done.countDown();
                    })
                    .start();
        }
        assertThat(done.await(1, TimeUnit.MINUTES)).isTrue();
        assertThat(spent.get() + spendAll(budget, 0)).isEqualTo(200_000);
    }

    @Test
    void earningAndSpendingAllocateNothing() {
        Budget budget = budget(0.5, 1);
        assertThat(Bytes.perCall(() -> {
                    budget.earn();
                    budget.spend(0);
                }))
                .isZero();
    }
}
