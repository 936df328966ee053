package io.selvedge.it.console;

import io.selvedge.annotations.Bulkhead;
import io.selvedge.annotations.CircuitBreaker;
import io.selvedge.annotations.Fallback;
import io.selvedge.annotations.Hedge;
import io.selvedge.annotations.Key;
import io.selvedge.annotations.RateLimit;
import io.selvedge.annotations.Retry;
import io.selvedge.annotations.Serialized;
import io.selvedge.annotations.Timeout;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** A shop whose suppliers have good and bad moments, as the test likes. */
final class Shop {
    static final int METHODS = 7;

    volatile boolean partnerDown;
    volatile CountDownLatch shelf = new CountDownLatch(0);
    volatile CountDownLatch desk = new CountDownLatch(0);
    private final AtomicInteger count = new AtomicInteger();

    @CircuitBreaker(name = "partner", window = 10, minimumCalls = 5, openFor = "1h")
    @Timeout("1s")
    String price(String article) throws IOException {
        work(3);
        if (partnerDown) {
            throw new IOException("partner is down");
        }
        return article;
    }

    @Bulkhead(name = "shelf", limit = 4, queue = 6)
    String fetch(String article) throws InterruptedException {
        shelf.await();
        work(1);
        return article;
    }

    @Retry(maxRetries = 3)
    @Fallback("later")
    String mail(String to) throws IOException {
        work(8);
        if (count.incrementAndGet() % 9 == 0) {
            throw new IOException("mail server is busy");
        }
        return to;
    }

    @SuppressWarnings("unused") // by name, in mail's @Fallback
    private String later(String to) {
        return "later " + to;
    }

    @RateLimit(permits = 25, per = "1s", burst = 4)
    @Timeout("2s")
    String text(String to) {
        work(2);
        return to;
    }

    @Serialized(queue = 3)
    int points(@Key String user, int more) throws InterruptedException {
        if (user.startsWith("ann")) {
            desk.await();
        }
        work(1);
        return more;
    }

    @Hedge(after = "20ms", max = 1, idempotent = true)
    int stock(String article) {
        work(count.get() % 20 == 0 ? 60 : 4);
        return article.length();
    }

    @Timeout("30s")
    String quiet() {
        return "nobody calls";
    }

    private static void work(int millis) {
        LockSupport.parkNanos(millis * 1_000_000L);
    }
}
