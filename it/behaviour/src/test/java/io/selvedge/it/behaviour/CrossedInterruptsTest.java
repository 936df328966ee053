package io.selvedge.it.behaviour;

import static io.selvedge.it.behaviour.Resting.assertAtRest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.selvedge.annotations.Timeout;
import io.selvedge.failures.CallTimeoutException;
import io.selvedge.runtime.Guard;
import io.selvedge.testkit.Driven;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Two limits interrupt one thread while it takes back what the first has done. */
class CrossedInterruptsTest {
    private static final long PATIENCE_SECONDS = 20;

    @Timeout("100ms")
    @Retention(RetentionPolicy.RUNTIME)
    @interface Outer {}

    @Timeout("50ms")
    @Retention(RetentionPolicy.RUNTIME)
    @interface Inner {}

    /** Its second interrupt does not come back before the thread has gone on. */
    private static final class Interrupted extends Thread {
        final CountDownLatch twice = new CountDownLatch(2);
        final CountDownLatch wentOn = new CountDownLatch(1);

        Interrupted(Runnable work) {
            super(work, "caller");
            setDaemon(true);
        }

        @Override
        public void interrupt() {
            super.interrupt();
            if (Thread.currentThread() != this) {
                twice.countDown();
                if (twice.getCount() == 0) {
                    wait(wentOn);
                }
            }
        }

        static void wait(CountDownLatch latch) {
            try {
                assertThat(latch.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }

    @Test
    void t2_an_outer_limit_that_rings_as_an_inner_one_is_lifted_is_not_taken_back_with_it() throws Exception {
        try (Driven driven = new Driven(Driven.Mode.BLOCKING)) {
            Guard outer = driven.engine().guard("outer", Outer.class);
            Guard inner = driven.engine().guard("inner", Inner.class);
            AtomicReference<@Nullable Throwable> left = new AtomicReference<>();
            CountDownLatch running = new CountDownLatch(1);
            AtomicReference<@Nullable Interrupted> self = new AtomicReference<>();
            Interrupted caller = new Interrupted(() -> left.set(catchThrowable(() -> outer.call(() -> {
                Throwable late = catchThrowable(() -> inner.call(() -> {
                    running.countDown();
                    while (self.get().twice.getCount() > 0) {
                        Thread.onSpinWait();
                    }
                    return "late";
                }));
                assertThat(late).isInstanceOf(CallTimeoutException.class);
                self.get().wentOn.countDown();
                return new CountDownLatch(1).await(PATIENCE_SECONDS, TimeUnit.SECONDS);
            }))));
            self.set(caller);
            caller.start();
            Interrupted.wait(running);
            driven.time().advance(Duration.ofMillis(100));
            caller.join(TimeUnit.SECONDS.toMillis(2 * PATIENCE_SECONDS));
            assertThat(left.get()).isInstanceOf(CallTimeoutException.class);
            assertThat(left.get().getSuppressed())
                    .as("the wait was interrupted, and did not run to its end")
                    .hasAtLeastOneElementOfType(InterruptedException.class);
            assertAtRest(driven);
        }
    }
}
