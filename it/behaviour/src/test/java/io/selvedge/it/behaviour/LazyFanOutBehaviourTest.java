package io.selvedge.it.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.selvedge.annotations.Backoff;
import io.selvedge.annotations.Each;
import io.selvedge.annotations.FanOut;
import io.selvedge.annotations.Jitter;
import io.selvedge.annotations.Join;
import io.selvedge.annotations.Retry;
import io.selvedge.failures.CallInterruptedException;
import io.selvedge.runtime.Engine;
import io.selvedge.runtime.EngineOptions;
import io.selvedge.runtime.fanout.FanOutControl;
import io.selvedge.testkit.RecordingRecorder;
import io.selvedge.values.Settled;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a fan-out promises that hands out a stream. */
class LazyFanOutBehaviourTest {
    private final RecordingRecorder recorder = new RecordingRecorder();
    private final Engine engine =
            Engine.start(EngineOptions.standard().withRecorder(recorder)).serve(Lines.class);
    private final Lines lines = new Lines();

    @AfterEach
    void nothingIsLeft() {
        try (engine) {
            Play.awaitTrue(() -> Resting.held(recorder).isEmpty(), () -> "held: " + Resting.held(recorder));
            Play.awaitTrue(
                    () -> told("child began") == told("child ended"), () -> "children told of: " + recorder.events());
        }
    }

    private long told(String what) {
        return recorder.events().stream()
                .filter(event -> event.startsWith("fan_out: " + what))
                .count();
    }

    /** What is done for one element. */
    interface Work {
        String of(int element) throws Exception;
    }

    static class Lines {
        @FanOut(concurrency = 3)
        Stream<String> ordered(@Each Stream<Integer> elements, Work work) {
            return elements.map(element -> doing(work, element));
        }

        @FanOut(concurrency = 3, ordered = false)
        Stream<String> unordered(@Each Stream<Integer> elements, Work work) {
            return elements.map(element -> doing(work, element));
        }

        @FanOut(concurrency = 1)
        Stream<String> alone(@Each Stream<Integer> elements, Work work) {
            return elements.map(element -> doing(work, element));
        }

        @FanOut(concurrency = 3, join = Join.ALL_SETTLED, batch = 2)
        Stream<Settled<String>> settled(@Each List<Integer> elements, Work work) {
            return elements.stream().map(element -> Settled.fulfilled(doing(work, element)));
        }

        @FanOut(concurrency = 3, batch = 2)
        @Retry(maxRetries = 2, backoff = @Backoff(initial = "1ms", jitter = Jitter.NONE))
        Stream<String> retried(@Each Iterator<Integer> elements, Work work) {
            List<Integer> all = new ArrayList<>();
            elements.forEachRemaining(all::add);
            return all.stream().map(element -> doing(work, element));
        }

        private static String doing(Work work, int element) {
            try {
                return work.of(element);
            } catch (Exception thrown) {
                throw Lines.<RuntimeException>rethrow(thrown);
            }
        }

        @SuppressWarnings("unchecked")
        private static <T extends Throwable> RuntimeException rethrow(Throwable thrown) throws T {
            throw (T) thrown;
        }
    }

    private static Stream<Integer> numbers(int count) {
        return IntStream.range(0, count).boxed();
    }

    @Test
    void nothing_is_read_or_begun_until_the_stream_is_consumed() {
        AtomicInteger read = new AtomicInteger();
        Stream<String> all = lines.ordered(numbers(3).peek(element -> read.incrementAndGet()), element -> "" + element);
        assertThat(read).hasValue(0);

        assertThat(all).containsExactly("0", "1", "2");
        assertThat(read).hasValue(3);
    }

    @Test
    void elements_come_in_input_order_and_no_more_run_at_once_than_may() {
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Work work = element -> {
            most.accumulateAndGet(running.incrementAndGet(), Math::max);
            Thread.yield();
            running.decrementAndGet();
            return "" + element;
        };

        assertThat(lines.ordered(numbers(2_000), work))
                .containsExactlyElementsOf(numbers(2_000).map(String::valueOf).toList());
        assertThat(most.get()).isLessThanOrEqualTo(3);
    }

    @Test
    void a_slow_consumer_is_read_ahead_of_by_twice_the_concurrency_at_most() {
        AtomicInteger begun = new AtomicInteger();
        int[] taken = {0};
        Work work = element -> {
            begun.incrementAndGet();
            return "" + element;
        };
        try (Stream<String> all = lines.ordered(numbers(500), work)) {
            all.forEach(line -> {
                assertThat(begun.get() - taken[0]).isLessThanOrEqualTo(2 * 3 + 1);
                taken[0]++;
                Thread.yield();
            });
        }
        assertThat(taken[0]).isEqualTo(500);
    }

    @Test
    void unordered_elements_come_as_they_are_completed() {
        CountDownLatch firstMayEnd = new CountDownLatch(1);
        Work work = element -> {
            if (element == 0) {
                firstMayEnd.await();
            }
            return "" + element;
        };
        List<String> met = new ArrayList<>();
        lines.unordered(numbers(4), work).forEach(line -> {
            met.add(line);
            if (met.size() == 3) {
                firstMayEnd.countDown();
            }
        });

        assertThat(met).hasSize(4).last().isEqualTo("0");
    }

    @Test
    void a_failure_comes_at_its_place_and_calls_off_what_is_behind_it() {
        IOException down = new IOException("down");
        Set<Integer> begun = ConcurrentHashMap.newKeySet();
        CountDownLatch interrupted = new CountDownLatch(1);
        AtomicBoolean closed = new AtomicBoolean();
        Work work = element -> {
            begun.add(element);
            if (element == 3) {
                Play.awaitTrue(() -> begun.contains(4), () -> "begun: " + begun);
                throw down;
            }
            if (element == 4) {
                try {
                    new CountDownLatch(1).await();
                } finally {
                    interrupted.countDown();
                }
            }
            return "" + element;
        };
        List<String> met = new ArrayList<>();
        Stream<Integer> input = numbers(1_000).onClose(() -> closed.set(true));

        assertThat(catchThrowable(() -> lines.ordered(input, work).forEach(met::add)))
                .isSameAs(down);
        assertThat(met).containsExactly("0", "1", "2");
        assertThat(begun).as("three taken, and a window of six").hasSizeLessThanOrEqualTo(3 + 2 * 3);
        assertThat(down.getSuppressed()).isEmpty();
        assertThat(closed).isTrue();
        Play.awaitTrue(() -> interrupted.getCount() == 0, () -> "not interrupted");
    }

    @Test
    void closing_early_calls_off_what_runs_and_closes_the_input() {
        AtomicInteger interrupted = new AtomicInteger();
        AtomicInteger begun = new AtomicInteger();
        AtomicBoolean closed = new AtomicBoolean();
        Work work = element -> {
            begun.incrementAndGet();
            if (element > 0) {
                try {
                    new CountDownLatch(1).await();
                } finally {
                    interrupted.incrementAndGet();
                }
            }
            return "" + element;
        };
        try (Stream<String> all = lines.ordered(numbers(100).onClose(() -> closed.set(true)), work)) {
            assertThat(all.findFirst()).contains("0");
            Play.awaitTrue(() -> begun.get() >= 2, () -> "begun: " + begun);
        }

        assertThat(closed).isTrue();
        Play.awaitTrue(() -> interrupted.get() == begun.get() - 1, () -> interrupted + " interrupted of " + begun);
    }

    @Test
    void a_stream_that_is_dropped_leaves_what_it_had_begun_to_come_to_its_end() {
        AtomicInteger ended = new AtomicInteger();
        Work work = element -> {
            ended.incrementAndGet();
            return "" + element;
        };
        Stream<String> dropped = lines.ordered(numbers(1_000_000), work);

        assertThat(dropped.findFirst()).contains("0");
        Play.awaitTrue(() -> Resting.held(recorder).isEmpty(), () -> "held: " + Resting.held(recorder));
        assertThat(ended.get()).isLessThanOrEqualTo(2 * 3 + 1);
    }

    @Test
    void an_interrupted_consumer_calls_everything_off() {
        CountDownLatch interrupted = new CountDownLatch(3);
        CountDownLatch begun = new CountDownLatch(3);
        Thread consumer = Thread.currentThread();
        Work work = element -> {
            begun.countDown();
            if (element == 2) {
                begun.await();
                consumer.interrupt();
            }
            try {
                new CountDownLatch(1).await();
            } finally {
                interrupted.countDown();
            }
            return "" + element;
        };

        assertThatThrownBy(() -> lines.ordered(numbers(10), work).toList())
                .isInstanceOf(CallInterruptedException.class);
        assertThat(Thread.interrupted()).isTrue();
        Play.awaitTrue(() -> interrupted.getCount() == 0, () -> "not interrupted: " + interrupted.getCount());
    }

    @Test
    void with_a_concurrency_of_1_no_other_thread_takes_part() {
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        Work work = element -> {
            threads.add(Thread.currentThread());
            return "" + element;
        };

        assertThat(lines.alone(numbers(5), work)).containsExactly("0", "1", "2", "3", "4");
        assertThat(threads).containsExactly(Thread.currentThread());
    }

    @Test
    void the_concurrency_is_raised_and_lowered_while_the_stream_is_consumed() throws Exception {
        FanOutControl control = engine.control(FanOutControl.class, Lines.class.getName() + ".ordered");
        AtomicInteger begun = new AtomicInteger();
        List<CountDownLatch> mayEnd =
                numbers(12).map(element -> new CountDownLatch(1)).toList();
        Work work = element -> {
            begun.incrementAndGet();
            mayEnd.get(element).await();
            return "" + element;
        };
        FutureTask<List<String>> all =
                new FutureTask<>(() -> lines.ordered(numbers(12), work).toList());
        Thread consumer = new Thread(all);
        consumer.start();
        Play.awaitTrue(() -> control.running() == 3, () -> "running: " + control.running());

        control.limit(5);
        Play.awaitTrue(() -> control.running() == 5, () -> "running: " + control.running());
        control.limit(2);
        mayEnd.subList(0, 4).forEach(CountDownLatch::countDown);
        Play.awaitTrue(() -> begun.get() == 6, () -> "begun: " + begun);
        assertThat(control.running()).isEqualTo(2);
        mayEnd.forEach(CountDownLatch::countDown);
        assertThat(all.get(60, TimeUnit.SECONDS))
                .containsExactlyElementsOf(numbers(12).map(String::valueOf).toList());
    }

    @Test
    void of_no_elements_it_is_empty_and_closes_its_input() {
        AtomicBoolean closed = new AtomicBoolean();
        Stream<Integer> none = Stream.<Integer>of().onClose(() -> closed.set(true));
        try (Stream<String> all = lines.ordered(none, element -> "never")) {
            assertThat(all.iterator().hasNext()).isFalse();
        }
        assertThat(closed).isTrue();
        assertThat(lines.settled(List.of(), element -> "never")).isEmpty();
    }

    @Test
    void each_child_is_measured_when_it_begins_and_when_it_ends() {
        Work work = element -> {
            if (element == 1) {
                throw new IOException("down");
            }
            return "" + element;
        };

        assertThat(lines.settled(List.of(0, 1, 2, 3, 4), work)).hasSize(5);
        assertThat(told("child began")).isEqualTo(3);
        assertThat(told("child ended, success")).isEqualTo(2);
        assertThat(told("child ended, failure")).isEqualTo(1);
        assertThat(lines.alone(numbers(4), element -> "" + element)).hasSize(4);
        assertThat(told("child began")).isEqualTo(7);
    }

    @Test
    void a_slice_that_fails_is_settled_as_a_rejection_of_each_of_its_elements() {
        IOException down = new IOException("down");
        Work work = element -> {
            if (element == 2) {
                throw down;
            }
            return "" + element;
        };

        assertThat(lines.settled(List.of(0, 1, 2, 3, 4), work))
                .containsExactly(
                        Settled.fulfilled("0"),
                        Settled.fulfilled("1"),
                        Settled.rejected(down),
                        Settled.rejected(down),
                        Settled.fulfilled("4"));
    }

    @Test
    void what_a_slice_s_stream_stands_for_is_done_within_its_policies_on_a_fresh_slice() {
        Set<Integer> failedOnce = ConcurrentHashMap.newKeySet();
        AtomicInteger runs = new AtomicInteger();
        Work work = element -> {
            runs.incrementAndGet();
            if (element % 2 == 1 && failedOnce.add(element)) {
                throw new IOException("not yet");
            }
            return "" + element;
        };

        assertThat(lines.retried(numbers(6).iterator(), work)).containsExactly("0", "1", "2", "3", "4", "5");
        assertThat(runs).as("each slice of two runs twice").hasValue(12);
    }

    @Test
    void a_failure_of_the_input_comes_behind_all_that_came_before_it() {
        IllegalStateException broken = new IllegalStateException("broken");
        Stream<Integer> input = numbers(10).peek(element -> {
            if (element == 4) {
                throw broken;
            }
        });
        List<String> met = new ArrayList<>();

        assertThat(catchThrowable(
                        () -> lines.ordered(input, element -> "" + element).forEach(met::add)))
                .isSameAs(broken);
        assertThat(met).containsExactly("0", "1", "2", "3");
    }
}
