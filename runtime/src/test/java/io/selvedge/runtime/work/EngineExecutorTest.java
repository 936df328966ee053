package io.selvedge.runtime.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** On platform threads, and on virtual ones where the machine has them. */
@Timeout(60)
class EngineExecutorTest {
    private static final InheritableThreadLocal<String> INHERITED = new InheritableThreadLocal<>();

    static Stream<EngineExecutor> executors() {
        ThreadFactory virtual = VirtualThreads.factoryOrNull();
        EngineExecutor platform = new EngineExecutor((ThreadFactory) null);
        return virtual == null ? Stream.of(platform) : Stream.of(platform, new EngineExecutor());
    }

    @Test
    void usesVirtualThreadsFromJava21On() {
        assertThat(VirtualThreads.factoryOrNull() != null)
                .isEqualTo(Runtime.version().feature() >= 21);
    }

    @ParameterizedTest
    @MethodSource("executors")
    void runsAllTasksAtOnce(EngineExecutor executor) throws Exception {
        CyclicBarrier all = new CyclicBarrier(101);
        for (int i = 0; i < 100; i++) {
            executor.execute(() -> await(all));
        }
        assertThat(executor.running()).isEqualTo(100);
        await(all);
        awaitIdle(executor);
        executor.close();
    }

    @ParameterizedTest
    @MethodSource("executors")
    void threadsAreNamedDaemonsThatInheritNothing(EngineExecutor executor) throws InterruptedException {
        INHERITED.set("mine");
        Seen seen = see(executor);
        INHERITED.remove();
        assertThat(seen.thread().getName()).matches("selvedge-\\d+");
        assertThat(seen.thread().isDaemon()).isTrue();
        assertThat(seen.inherited()).isNull();
        assertThat(seen.loader()).isSameAs(EngineExecutor.class.getClassLoader());
        executor.close();
    }

    @ParameterizedTest
    @MethodSource("executors")
    void aTaskThatThrowsHarmsNobody(EngineExecutor executor) throws InterruptedException {
        executor.execute(() -> {
            throw new AssertionError("expected by this test");
        });
        awaitIdle(executor);
        assertThat(see(executor).thread()).isNotNull();
        executor.close();
    }

    @ParameterizedTest
    @MethodSource("executors")
    void closingInterruptsNothingAndTasksThatStillComeRun(EngineExecutor executor) throws InterruptedException {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch closed = new CountDownLatch(1);
        AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        executor.execute(() -> {
            inside.countDown();
            try {
                closed.await();
            } catch (InterruptedException e) {
                failure.set(e);
            }
        });
        inside.await();
        executor.close();
        executor.close();
        Thread late = see(executor).thread();
        assertThat(late.isDaemon()).isTrue();
        late.join(30_000);
        assertThat(late.isAlive()).as("a thread that came after close").isFalse();
        assertThat(executor.running()).isEqualTo(1);
        closed.countDown();
        awaitIdle(executor);
        assertThat(failure).hasNullValue();
    }

    @ParameterizedTest
    @MethodSource("executors")
    void noTaskIsLostWhileItCloses(EngineExecutor executor) throws InterruptedException {
        Set<Integer> ran = ConcurrentHashMap.newKeySet();
        CountDownLatch done = new CountDownLatch(2_000);
        Thread closer = new Thread(executor::close);
        for (int i = 0; i < 2_000; i++) {
            if (i == 1_000) {
                closer.start();
            }
            int number = i;
            executor.execute(() -> {
                ran.add(number);
                done.countDown();
            });
        }
        assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(ran).hasSize(2_000);
        awaitIdle(executor);
        closer.join();
    }

    private record Seen(Thread thread, @Nullable String inherited, ClassLoader loader) {}

    private static Seen see(EngineExecutor executor) throws InterruptedException {
        AtomicReference<Seen> seen = new AtomicReference<>();
        CountDownLatch done = new CountDownLatch(1);
        executor.execute(() -> {
            Thread thread = Thread.currentThread();
            seen.set(new Seen(thread, INHERITED.get(), thread.getContextClassLoader()));
            done.countDown();
        });
        assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
        return seen.get();
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    private static void awaitIdle(EngineExecutor executor) {
        long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (executor.running() > 0 && System.nanoTime() < limit) {
            Thread.yield();
        }
        assertThat(executor.running()).isZero();
    }
}
