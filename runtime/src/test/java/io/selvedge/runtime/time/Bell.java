package io.selvedge.runtime.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** An alarm that tells when it rang. Thread-safe. */
class Bell extends Alarm {
    private static final long REAL_LIMIT_SECONDS = 30;

    private final CountDownLatch first = new CountDownLatch(1);
    private final AtomicInteger rings = new AtomicInteger();
    private volatile long rangAtNanos;

    @Override
    protected void ring() {
        rangAtNanos = SystemTime.now();
        rings.incrementAndGet();
        first.countDown();
    }

    int rings() {
        return rings.get();
    }

    /** Waits for the first ring; tells when it was. */
    long awaitRing() throws InterruptedException {
        assertThat(first.await(REAL_LIMIT_SECONDS, TimeUnit.SECONDS)).as("rang").isTrue();
        return rangAtNanos;
    }
}
