package io.selvedge.it.weaving;

import io.selvedge.annotations.Hedge;
import io.selvedge.annotations.Key;
import io.selvedge.annotations.SingleFlight;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** Methods whose first run hangs until it is told to end, or called off. */
class Rates {
    static final AtomicInteger RUNS = new AtomicInteger();
    static final AtomicInteger CALLED_OFF = new AtomicInteger();

    final CountDownLatch entered = new CountDownLatch(1);
    final CountDownLatch open = new CountDownLatch(1);

    private static boolean first() {
        return RUNS.incrementAndGet() == 1;
    }

    private static void hang() throws InterruptedException {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException calledOff) {
            CALLED_OFF.incrementAndGet();
            throw calledOff;
        }
    }

    @Hedge(after = "1ms", idempotent = true)
    String hedged(String currency, int digits) throws InterruptedException {
        if (first()) {
            hang();
        }
        return currency + digits;
    }

    @Hedge(after = "1ms", idempotent = true)
    static double hedgedPrimitive(double rate) throws InterruptedException {
        if (first()) {
            hang();
        }
        return rate;
    }

    @Hedge(after = "1ms", idempotent = true)
    private void hedgedWithoutValue() throws InterruptedException {
        if (first()) {
            hang();
        }
    }

    void callsHedgedWithoutValue() throws InterruptedException {
        hedgedWithoutValue();
    }

    @Hedge(after = "1ms", idempotent = true)
    CompletableFuture<String> hedgedLater(String currency) {
        if (!first()) {
            return CompletableFuture.completedFuture(currency);
        }
        CompletableFuture<String> never = new CompletableFuture<>();
        var unused = never.whenComplete((value, failure) -> CALLED_OFF.incrementAndGet());
        return never;
    }

    @SingleFlight
    Object shared(@Key String currency) throws InterruptedException {
        RUNS.incrementAndGet();
        entered.countDown();
        open.await();
        return new StringBuilder(currency);
    }

    @SingleFlight
    static long sharedPrimitive(long rate) {
        return rate;
    }
}
