package io.selvedge.it.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.selvedge.annotations.FanOut;
import io.selvedge.annotations.Timeout;
import io.selvedge.failures.CallTimeoutException;
import io.selvedge.runtime.Engine;
import io.selvedge.runtime.EngineOptions;
import io.selvedge.runtime.FanGuard;
import io.selvedge.runtime.Guard;
import io.selvedge.runtime.work.EngineExecutor;
import io.selvedge.testkit.Driven;
import io.selvedge.testkit.Running;
import java.io.IOException;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A thread that was told to stop begins no more children, though the one that it ran has swallowed the interrupt. */
class SwallowedInterruptTest {
    private static final long PATIENCE_SECONDS = 20;

    @FanOut(concurrency = 2)
    @Retention(RetentionPolicy.RUNTIME)
    @interface Both {}

    @FanOut(concurrency = 1)
    @Retention(RetentionPolicy.RUNTIME)
    @interface OneByOne {}

    @Timeout("50ms")
    @Retention(RetentionPolicy.RUNTIME)
    @interface Limited {}

    private final EngineExecutor executor = new EngineExecutor();
    private final AtomicInteger begun = new AtomicInteger();
    private final CountDownLatch inside = new CountDownLatch(1);

    /** Two at a time, one of which has children of its own, and the other fails once the first of those runs. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void of_a_nested_fan_out_none_begins_once_the_outcome_of_the_outer_one_stands(boolean onCallersThread) {
        Thread caller = Thread.currentThread();
        CyclicBarrier bothHere = new CyclicBarrier(2);
        try (Engine engine = Engine.start(EngineOptions.standard().withExecutor(executor))) {
            FanGuard outer = engine.fanOut("outer", Both.class);
            FanGuard inner = engine.fanOut("inner", OneByOne.class);
            assertThatThrownBy(() -> outer.all(List.of(0, 1), one -> {
                        bothHere.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
                        if ((Thread.currentThread() == caller) == onCallersThread) {
                            return inner.all(List.of(1, 2, 3, 4, 5), this::swallowing)
                                    .subList(0, 1);
                        }
                        assertThat(inside.await(PATIENCE_SECONDS, TimeUnit.SECONDS))
                                .isTrue();
                        throw new IOException("trouble");
                    }))
                    .isInstanceOf(IOException.class);
            Play.awaitTrue(() -> executor.running() == 0, () -> "a thread is at work still");
            assertThat(begun).hasValue(1);
            assertThat(Thread.interrupted()).isFalse();
        } finally {
            executor.close();
        }
    }

    private List<Integer> swallowing(List<Integer> slice) {
        if (begun.incrementAndGet() == 1) {
            inside.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException swallowed) {
                // As careless code does.
            }
        }
        return slice;
    }

    @Test
    void t2_none_begins_once_a_limit_around_the_call_has_rung() {
        try (Kin kin = new Kin(Driven.Mode.BLOCKING)) {
            kin.inside = index -> {
                try {
                    kin.driven.time().pause(Duration.ofMillis(100).toNanos());
                } catch (InterruptedException swallowed) {
                    // As careless code does.
                }
            };
            Brood brood = new Brood(5).width(1);
            kin.room.answer = call -> brood;
            Guard limited = kin.engine().guard("limited", Limited.class);
            Running running = kin.driven.started(() -> limited.call(() -> kin.call(0)));
            kin.driven.advance(50);
            assertThat(running.ended().failure()).isInstanceOf(CallTimeoutException.class);
            assertThat(running.ended().tookMillis()).isEqualTo(50);
            assertThat(brood.begun).hasValue(1);
            Resting.assertAtRest(kin.driven);
        }
    }
}
