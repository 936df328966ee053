package io.selvedge.it.behaviour;

import static io.selvedge.it.behaviour.Resting.held;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.selvedge.annotations.Backoff;
import io.selvedge.annotations.Bulkhead;
import io.selvedge.annotations.FanOut;
import io.selvedge.annotations.Retry;
import io.selvedge.annotations.Timeout;
import io.selvedge.failures.CallTimeoutException;
import io.selvedge.runtime.Engine;
import io.selvedge.runtime.EngineOptions;
import io.selvedge.runtime.FanGuard;
import io.selvedge.runtime.Guard;
import io.selvedge.runtime.time.Alarm;
import io.selvedge.runtime.time.LingeringAlarm;
import io.selvedge.runtime.time.SystemTime;
import io.selvedge.runtime.time.Time;
import io.selvedge.testkit.RecordingRecorder;
import io.selvedge.testkit.Roles;
import java.io.IOException;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Limits that were armed without a look at the clock, since their thread is in one short call after the other: nobody may
 * notice but those who measure. On the machine's own clock, since no other arms them so.
 */
@org.junit.jupiter.api.Timeout(120)
class UndatedLimitBehaviourTest {
    private static final Duration LIMIT = Duration.ofMillis(200);

    private final SystemTime machine = new SystemTime();
    private final Telltale time = new Telltale(machine);
    private final RecordingRecorder instances = new RecordingRecorder();
    private final Engine engine =
            Engine.start(EngineOptions.standard().withTime(time).withRecorder(new OnlyInstances(instances)));

    /** The machine's time, which tells how the last limit of a thread was armed. */
    private static final class Telltale extends OtherTime {
        private final ThreadLocal<Boolean> undated = ThreadLocal.withInitial(() -> false);

        Telltale(Time time) {
            super(time);
        }

        boolean lastWasUndated() {
            return undated.get();
        }

        @Override
        public boolean armUndated(LingeringAlarm alarm) {
            boolean armed = super.armUndated(alarm);
            undated.set(armed);
            return armed;
        }

        @Override
        public void arm(Alarm alarm, long atNanos) {
            undated.set(false);
            super.arm(alarm, atNanos);
        }
    }

    @Timeout("200ms")
    @Retention(RetentionPolicy.RUNTIME)
    @interface Limited {}

    @Bulkhead(limit = 1, queue = 1)
    @Retention(RetentionPolicy.RUNTIME)
    @interface Narrow {}

    @FanOut(concurrency = 3)
    @Retention(RetentionPolicy.RUNTIME)
    @interface Fan {}

    @Retry(maxRetries = 5, backoff = @Backoff(initial = "1h", max = "1h"))
    @Retention(RetentionPolicy.RUNTIME)
    @interface Patient {}

    @Timeout("1h")
    @Retention(RetentionPolicy.RUNTIME)
    @interface Longer {}

    private Guard limited;

    @BeforeEach
    void guard() {
        limited = engine.guard("limited", Limited.class);
    }

    @AfterEach
    void nothingIsLeft() {
        assertThat(Thread.interrupted()).as("an interrupt is left").isFalse();
        await(() -> held(instances).isEmpty() && machine.armed() == 0);
        assertThat(held(instances)).isEmpty();
        assertThat(machine.armed()).isZero();
        engine.close();
        time.close();
    }

    private static void await(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            Thread.onSpinWait();
        }
    }

    /** Makes short calls until the limit of one was armed undated, and has that one do this. */
    private <T> T undated(Guard guard, Callable<T> last) throws Exception {
        AtomicInteger done = new AtomicInteger();
        for (; ; ) {
            T result = guard.call(() -> {
                if (!time.lastWasUndated()) {
                    return null;
                }
                done.incrementAndGet();
                return last.call();
            });
            if (done.get() != 0) {
                assertThat(done).hasValue(1);
                return result;
            }
        }
    }

    private static Object never() throws InterruptedException {
        new CountDownLatch(1).await();
        return "never";
    }

    @Test
    void endsACallThatHangsAndNotBeforeItsTime() {
        long[] began = new long[1];
        assertThatExceptionOfType(CallTimeoutException.class)
                .isThrownBy(() -> undated(limited, () -> {
                    // The limit holds for a moment already.
                    began[0] = time.nanos();
                    return never();
                }));
        assertThat(time.nanos() - began[0]).isGreaterThan(LIMIT.toNanos() * 9 / 10);
    }

    @Test
    void refusesAPauseWithinThatCannotEndInTime() {
        Guard patient = engine.guard("patient", Patient.class);
        IOException failure = new IOException("once");
        AtomicInteger attempts = new AtomicInteger();
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> undated(
                        limited,
                        () -> patient.call(() -> {
                            attempts.incrementAndGet();
                            throw failure;
                        })))
                .isSameAs(failure);
        assertThat(attempts).hasValue(1);
    }

    @Test
    void endsALongerLimitWithin() {
        Guard longer = engine.guard("longer", Longer.class);
        assertThatExceptionOfType(CallTimeoutException.class)
                .isThrownBy(() -> undated(limited, () -> longer.call(UndatedLimitBehaviourTest::never)))
                .withMessageContaining("limited");
    }

    @Test
    void endsAStageThatIsBegunWithin() {
        Guard longer = engine.guard("longer", Longer.class);
        assertThatExceptionOfType(CallTimeoutException.class)
                .isThrownBy(() -> undated(limited, () -> {
                    CompletableFuture<Object> stage = longer.stage(CompletableFuture::new);
                    assertThatExceptionOfType(CompletionException.class)
                            .isThrownBy(stage::join)
                            .withCauseInstanceOf(CallTimeoutException.class);
                    return never();
                }));
    }

    /** Holds up the timer's thread. */
    private static final class Stuck extends Alarm {
        private final CountDownLatch reached = new CountDownLatch(1);
        private final CountDownLatch goesOn = new CountDownLatch(1);

        @Override
        protected void ring() {
            reached.countDown();
            try {
                goesOn.await();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }

    @Test
    void endsACallThatWaitsInLineWithinThoughTheTimerIsHeldUp() throws Exception {
        Guard narrow = engine.guard("narrow", Narrow.class);
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        Stuck stuck = new Stuck();
        try (Roles roles = new Roles()) {
            roles.start(
                    "holder",
                    () -> narrow.call(() -> {
                        entered.countDown();
                        leave.await();
                        return "held";
                    }));
            entered.await();
            assertThatExceptionOfType(CallTimeoutException.class)
                    .isThrownBy(() -> undated(limited, () -> {
                        machine.arm(stuck, 0);
                        stuck.reached.await();
                        return narrow.call(() -> "too late");
                    }))
                    .withMessageContaining("limited");
            stuck.goesOn.countDown();
            leave.countDown();
        }
    }

    @Test
    void endsChildrenOnOtherThreads() {
        FanGuard fan = engine.fanOut("fan", Fan.class);
        AtomicInteger interrupted = new AtomicInteger();
        assertThatExceptionOfType(CallTimeoutException.class)
                .isThrownBy(() -> undated(
                        limited,
                        () -> fan.all(List.of(1, 2, 3), FanGuard.each(each -> {
                            try {
                                return never();
                            } finally {
                                interrupted.incrementAndGet();
                            }
                        }))))
                .withMessageContaining("limited");
        await(() -> interrupted.get() == 3);
    }
}
