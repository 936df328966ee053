package io.selvedge.it.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.selvedge.annotations.Bulkhead;
import io.selvedge.annotations.FanOut;
import io.selvedge.annotations.Timeout;
import io.selvedge.runtime.Engine;
import io.selvedge.runtime.EngineOptions;
import io.selvedge.runtime.FanGuard;
import io.selvedge.testkit.Driven;
import io.selvedge.testkit.RecordingRecorder;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.management.ManagementFactory;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A fan-out stays small, fast and tidy, whatever the number of its children. In real time. */
class FanOutScaleTest {
    private static final boolean SOAK = Boolean.getBoolean("selvedge.soak");
    private static final int MEGABYTE = 1 << 20;

    @FanOut(concurrency = 100)
    @Retention(RetentionPolicy.RUNTIME)
    @interface Hundred {}

    @FanOut(concurrency = 4)
    @Retention(RetentionPolicy.RUNTIME)
    @interface Four {}

    @FanOut(concurrency = 2)
    @Retention(RetentionPolicy.RUNTIME)
    @interface Two {}

    @FanOut(concurrency = 5)
    @Timeout("3ms")
    @Bulkhead(limit = 4, queue = 100)
    @Retention(RetentionPolicy.RUNTIME)
    @interface Troubled {}

    private final RecordingRecorder recorder = new RecordingRecorder();
    private final Engine engine = Engine.start(EngineOptions.standard());
    private final Engine watched = Engine.start(EngineOptions.standard().withRecorder(recorder));

    @AfterEach
    void closeEngines() {
        engine.close();
        watched.close();
    }

    private static <T, R> List<R> all(
            Driven.Mode mode, FanGuard guard, Iterable<T> elements, FanGuard.Many<T, List<R>> code) throws Exception {
        return mode == Driven.Mode.BLOCKING
                ? guard.all(elements, code)
                : guard.<T, R>stageAll(elements, slice -> CompletableFuture.completedFuture(code.apply(slice)))
                        .get();
    }

    @BothDrivers
    void a_million_elements_at_a_hundred_at_once_hold_less_than_64_megabytes(Driven.Mode mode) throws Exception {
        FanGuard guard = engine.fanOut("million", Hundred.class);
        AtomicInteger runs = new AtomicInteger();
        AtomicLong most = new AtomicLong();
        List<String> results = List.of("result");
        long before = liveBytes();

        List<String> all = all(mode, guard, Collections.nCopies(1_000_000, "element"), slice -> {
            if (runs.incrementAndGet() % 300_000 == 0) {
                most.accumulateAndGet(liveBytes(), Math::max);
            }
            return results;
        });

        assertThat(all).hasSize(1_000_000);
        long held = most.get() - before;
        System.out.printf("%s: held %.1f MB on the way%n", mode, (double) held / MEGABYTE);
        assertThat(held).isLessThan(64L * MEGABYTE);
    }

    private static long liveBytes() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    @BothDrivers
    void none_of_many_elements_is_lost_or_run_twice(Driven.Mode mode) throws Exception {
        int count = SOAK ? 10_000_000 : 300_000;
        for (FanGuard guard : List.of(engine.fanOut("four", Four.class), engine.fanOut("hundred", Hundred.class))) {
            List<Integer> inputs = IntStream.range(0, count).boxed().toList();
            assertEachOnce(mode, guard, inputs, inputs);
            assertEachOnce(mode, guard, inputs::iterator, inputs);
        }
    }

    private static void assertEachOnce(Driven.Mode mode, FanGuard guard, Iterable<Integer> read, List<Integer> inputs)
            throws Exception {
        AtomicIntegerArray runs = new AtomicIntegerArray(inputs.size());

        List<Integer> all = all(mode, guard, read, slice -> {
            runs.incrementAndGet(slice.get(0));
            return slice;
        });

        assertThat(all.equals(inputs)).as("results in order").isTrue();
        assertThat(IntStream.range(0, inputs.size()).allMatch(i -> runs.get(i) == 1))
                .as("each ran once")
                .isTrue();
    }

    @Test
    void ten_thousand_children_are_all_there_at_once_on_virtual_threads() throws Exception {
        assumeThat(Runtime.version().feature()).isGreaterThanOrEqualTo(21);
        int count = 10_000;
        CountDownLatch allHere = new CountDownLatch(count);

        List<Boolean> all = engine.fanOut("together", Hundred.class)
                .limited(count)
                .all(Collections.nCopies(count, 1), slice -> {
                    allHere.countDown();
                    return List.of(allHere.await(60, TimeUnit.SECONDS));
                });

        assertThat(all).hasSize(count).containsOnly(true);
    }

    @Test
    void a_hundred_thousand_children_that_take_a_second_take_little_more_on_virtual_threads() throws Exception {
        assumeThat(Runtime.version().feature()).isGreaterThanOrEqualTo(21);
        assumeThat(SOAK).as("its pace is for a quiet machine").isTrue();
        int count = 100_000;
        FanGuard guard = engine.fanOut("sleepers", Hundred.class).limited(count);
        guard.all(List.of(1, 2, 3), slice -> slice);

        // The machine may be busy: the best of three tells what the fan-out itself takes.
        double best = Math.min(sleepers(guard, count), Math.min(sleepers(guard, count), sleepers(guard, count)));

        System.out.printf("%d children of a second each took %.2f s%n", count, best);
        assertThat(best).isLessThan(2.5);
    }

    private static double sleepers(FanGuard guard, int count) throws Exception {
        long began = System.nanoTime();
        guard.all(Collections.nCopies(count, 1), slice -> {
            TimeUnit.SECONDS.sleep(1);
            return slice;
        });
        return (System.nanoTime() - began) / 1e9;
    }

    @BothDrivers
    void fan_outs_in_fan_outs_5_deep_end_with_a_concurrency_of_2(Driven.Mode mode) throws Exception {
        FanGuard guard = engine.fanOut("nested", Two.class);

        CompletableFuture<List<Integer>> end = new CompletableFuture<>();
        Thread caller = new Thread(() -> {
            try {
                end.complete(
                        mode == Driven.Mode.BLOCKING
                                ? nested(guard, 5)
                                : stagedNested(guard, 5).get());
            } catch (Exception thrown) {
                end.completeExceptionally(thrown);
            }
        });
        caller.setDaemon(true);
        caller.start();

        assertThat(end.get(60, TimeUnit.SECONDS)).hasSize(3 * 3 * 3 * 3 * 3);
    }

    private static List<Integer> nested(FanGuard guard, int deep) throws Exception {
        return deep == 0 ? List.of(1) : guard.all(List.of(1, 2, 3), slice -> nested(guard, deep - 1));
    }

    private static CompletableFuture<List<Integer>> stagedNested(FanGuard guard, int deep) {
        return deep == 0
                ? CompletableFuture.completedFuture(List.of(1))
                : guard.stageAll(List.of(1, 2, 3), slice -> stagedNested(guard, deep - 1));
    }

    @BothDrivers
    void whatever_the_end_nothing_is_left(Driven.Mode mode) throws Exception {
        long seed = Long.getLong("selvedge.seed", System.nanoTime());
        System.out.println("FanOutScaleTest: -Dselvedge.seed=" + seed);
        Random random = new Random(seed);
        FanGuard guard = watched.fanOut("troubled", Troubled.class);
        int times = SOAK ? 10_000 : 1_000;
        for (int i = 0; i < times; i++) {
            Ends ends = new Ends(mode, random.nextInt());
            ends.call(guard, random.nextInt(4), random.nextInt(20));
        }

        Play.awaitTrue(() -> Resting.held(recorder).isEmpty(), () -> "held: " + Resting.held(recorder));
        Play.awaitTrue(() -> Ends.RUNNING.get() == 0, () -> "running: " + Ends.RUNNING);
        assertThat(Thread.interrupted()).as("a stray interrupt").isFalse();
    }

    /** One call whose children, and whose caller, end in any way. */
    private static final class Ends {
        static final AtomicInteger RUNNING = new AtomicInteger();

        private final Driven.Mode mode;
        private final int seed;

        Ends(Driven.Mode mode, int seed) {
            this.mode = mode;
            this.seed = seed;
        }

        void call(FanGuard guard, int join, int count) throws InterruptedException {
            List<Integer> elements = IntStream.range(0, count).boxed().toList();
            if (mode == Driven.Mode.BLOCKING) {
                blocking(guard, join, elements);
            } else {
                staged(guard, join, elements);
            }
        }

        private void blocking(FanGuard guard, int join, List<Integer> elements) throws InterruptedException {
            Thread caller = Thread.currentThread();
            CountDownLatch left = new CountDownLatch(1);
            Thread interrupter = new Thread(() -> {
                if ((seed & 7) == 0) {
                    caller.interrupt();
                }
                left.countDown();
            });
            interrupter.start();
            try {
                switch (join) {
                    case 0 -> guard.all(elements, slice -> List.of(work(slice.get(0))));
                    case 1 -> guard.allSettled(elements, slice -> List.of(work(slice.get(0))));
                    case 2 -> guard.race(elements, this::work);
                    default -> guard.any(elements, this::work);
                }
            } catch (Exception expected) {
                // Whichever it was, nothing may be left.
            }
            while (left.getCount() > 0) {
                Thread.onSpinWait();
            }
            Thread.interrupted();
            interrupter.join();
        }

        private int work(int element) throws Exception {
            RUNNING.incrementAndGet();
            try {
                switch ((element * 31 + seed) & 7) {
                    case 0 -> throw new IllegalStateException("failed");
                    case 1 -> TimeUnit.MILLISECONDS.sleep(1);
                    case 2 -> TimeUnit.MILLISECONDS.sleep(5);
                    default -> Thread.yield();
                }
                return element;
            } finally {
                RUNNING.decrementAndGet();
            }
        }

        private void staged(FanGuard guard, int join, List<Integer> elements) throws InterruptedException {
            CompletableFuture<?> call = switch (join) {
                case 0 -> guard.stageAll(elements, slice -> stage(slice.get(0)));
                case 1 -> guard.stageAllSettled(elements, slice -> stage(slice.get(0)));
                case 2 -> guard.stageRace(elements, this::stage);
                default -> guard.stageAny(elements, this::stage);
            };
            if ((seed & 7) == 0) {
                call.cancel(true);
            }
            try {
                call.get(30, TimeUnit.SECONDS);
            } catch (ExecutionException | CancellationException expected) {
                // Whichever it was, nothing may be left.
            } catch (TimeoutException hangs) {
                throw new AssertionError("seed " + seed + ", join " + join + ", " + elements, hangs);
            }
        }

        private CompletionStage<List<Integer>> stage(int element) {
            return CompletableFuture.supplyAsync(() -> {
                try {
                    return List.of(work(element));
                } catch (Exception failed) {
                    throw new IllegalStateException(failed);
                }
            });
        }
    }
}
