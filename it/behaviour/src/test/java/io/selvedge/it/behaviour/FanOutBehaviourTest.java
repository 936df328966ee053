package io.selvedge.it.behaviour;

import static io.selvedge.it.behaviour.Play.failure;
import static io.selvedge.it.behaviour.Play.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.selvedge.annotations.Backoff;
import io.selvedge.annotations.Bulkhead;
import io.selvedge.annotations.FanOut;
import io.selvedge.annotations.Jitter;
import io.selvedge.annotations.Retry;
import io.selvedge.annotations.Timeout;
import io.selvedge.failures.AllFailedException;
import io.selvedge.failures.BulkheadFullException;
import io.selvedge.failures.CallInterruptedException;
import io.selvedge.failures.CallTimeoutException;
import io.selvedge.runtime.Guard;
import io.selvedge.runtime.fanout.FanOutControl;
import io.selvedge.testkit.Driven;
import io.selvedge.values.Settled;
import java.io.IOException;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.time.Duration;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What the fan-out promises, blocking and with stages. */
class FanOutBehaviourTest {
    @FanOut(concurrency = 3)
    @Retention(RetentionPolicy.RUNTIME)
    @interface Three {}

    @FanOut(concurrency = 3, batch = 2)
    @Retention(RetentionPolicy.RUNTIME)
    @interface Pairs {}

    @FanOut(concurrency = 3)
    @Retry(maxRetries = 1, backoff = @Backoff(initial = "1ms", jitter = Jitter.NONE))
    @Retention(RetentionPolicy.RUNTIME)
    @interface Retried {}

    @FanOut(concurrency = 3)
    @Timeout("100ms")
    @Retention(RetentionPolicy.RUNTIME)
    @interface Limited {}

    @FanOut(concurrency = 3)
    @Bulkhead(limit = 2)
    @Retention(RetentionPolicy.RUNTIME)
    @interface TwoPermits {}

    @Timeout("100ms")
    @Retention(RetentionPolicy.RUNTIME)
    @interface HundredMillis {}

    @FanOut
    @Retry(backoff = @Backoff(initial = "200ms", jitter = Jitter.NONE))
    @Retention(RetentionPolicy.RUNTIME)
    @interface RetriedLate {}

    private final IOException down = new IOException("down");

    @BothDrivers
    void all_joins_results_in_input_order_whatever_the_order_of_ends(Driven.Mode mode) throws Exception {
        try (Play play = new Play(mode, Three.class)) {
            CompletableFuture<Object> call = play.all("a", "b", "c");
            play.end("c", 3);
            play.end("a", 1);
            assertThat(call).isNotDone();
            play.end("b", 2);

            assertThat(value(call)).isEqualTo(List.of(1, 2, 3));
            play.awaitAtRest();
        }
    }

    @BothDrivers
    void at_most_so_many_run_at_once_and_the_next_begins_as_one_ends(Driven.Mode mode) throws Exception {
        try (Play play = new Play(mode, Three.class)) {
            CompletableFuture<Object> call = play.all("a", "b", "c", "d", "e");
            play.awaitBegun("a", "b", "c");
            play.end("b", 2);
            play.awaitBegun("a", "b", "c", "d");
            play.end("d", 4);
            play.awaitBegun("a", "b", "c", "d", "e");
            play.end("a", 1);
            play.end("c", 3);
            play.end("e", 5);

            assertThat(value(call)).isEqualTo(List.of(1, 2, 3, 4, 5));
            play.awaitAtRest();
        }
    }

    @BothDrivers
    void all_fails_at_once_with_the_first_failure_and_calls_the_rest_off(Driven.Mode mode) throws Exception {
        try (Play play = new Play(mode, Three.class)) {
            CompletableFuture<Object> call = play.all("a", "b", "c", "d", "e");
            play.awaitBegun("a", "b", "c");
            play.fail("b", down);

            assertThat(failure(call)).isSameAs(down);
            play.awaitCalledOff("a", "c");
            assertThat(down.getSuppressed())
                    .as("what the cancellation brought about")
                    .isEmpty();
            assertThat(play.begun()).as("begun in all").isEqualTo(3);
            play.awaitAtRest();
        }
    }

    @BothDrivers
    void slices_have_batch_elements_and_results_of_any_size_are_strung_together(Driven.Mode mode) throws Exception {
        try (Play play = new Play(mode, Pairs.class)) {
            CompletableFuture<Object> call = play.all("a", "a", "b", "c", "d");
            play.awaitBegunSlices(List.of("a", "a"), List.of("b", "c"), List.of("d"));
            play.end(List.of("d"), Arrays.asList(null, "d"));
            play.end(List.of("b", "c"), List.of());
            play.end(List.of("a", "a"), List.of("a", "a"));

            assertThat(value(call)).isEqualTo(Arrays.asList("a", "a", null, "d"));
            play.awaitAtRest();
        }
    }

    @BothDrivers
    void all_settled_never_fails_and_a_failed_slice_rejects_each_of_its_elements(Driven.Mode mode) throws Exception {
        try (Play play = new Play(mode, Pairs.class)) {
            CompletableFuture<Object> call = play.allSettled(List.of("a", "b", "c", "d", "e"));
            play.fail(List.of("c", "d"), down);
            play.end(List.of("e"), List.of(5));
            play.end(List.of("a", "b"), List.of(1, 2));

            assertThat(value(call))
                    .isEqualTo(List.of(
                            Settled.fulfilled(1),
                            Settled.fulfilled(2),
                            Settled.rejected(down),
                            Settled.rejected(down),
                            Settled.fulfilled(5)));
            play.awaitAtRest();
        }
    }

    @BothDrivers
    void race_takes_the_first_to_end_and_calls_the_losers_off(Driven.Mode mode) throws Exception {
        try (Play play = new Play(mode, Three.class)) {
            CompletableFuture<Object> call = play.race("a", "b", "c");
            play.awaitBegun("a", "b", "c");
            play.end("b", 2);

            assertThat(value(call)).isEqualTo(2);
            play.awaitCalledOff("a", "c");
            play.awaitAtRest();
        }
    }

    @BothDrivers
    void race_fails_if_the_first_to_end_does(Driven.Mode mode) throws Exception {
        try (Play play = new Play(mode, Three.class)) {
            CompletableFuture<Object> call = play.race("a", "b");
            play.awaitBegun("a", "b");
            play.fail("a", down);

            assertThat(failure(call)).isSameAs(down);
            play.awaitCalledOff("b");
            play.awaitAtRest();
        }
    }

    @BothDrivers
    void any_takes_the_first_success(Driven.Mode mode) throws Exception {
        try (Play play = new Play(mode, Three.class)) {
            CompletableFuture<Object> call = play.any(List.of("a", "b", "c"));
            play.awaitBegun("a", "b", "c");
            play.fail("a", down);
            assertThat(call).isNotDone();
            play.end("c", 3);

            assertThat(value(call)).isEqualTo(3);
            play.awaitCalledOff("b");
            play.awaitAtRest();
        }
    }

    @BothDrivers
    void any_fails_with_every_failure_in_input_order(Driven.Mode mode) throws Exception {
        try (Play play = new Play(mode, Three.class)) {
            IOException other = new IOException("other");
            IOException third = new IOException("third");
            CompletableFuture<Object> call = play.any(List.of("a", "b", "c"));
            play.fail("c", third);
            play.fail("b", other);
            play.fail("a", down);

            assertThat(failure(call))
                    .isInstanceOfSatisfying(
                            AllFailedException.class,
                            all -> assertThat(all.failures()).containsExactly(down, other, third));
            play.awaitAtRest();
            assertThat(play.driven.recorder().events("Three"))
                    .as("no refusal: children have run")
                    .anyMatch(event -> event.startsWith("ended") && event.contains("failure"));
        }
    }

    @BothDrivers
    void of_no_elements_all_and_all_settled_are_empty_and_race_and_any_fail(Driven.Mode mode) throws Exception {
        try (Play play = new Play(mode, Three.class)) {
            assertThat(value(play.all())).isEqualTo(List.of());
            assertThat(value(play.allSettled(List.of()))).isEqualTo(List.of());
            for (CompletableFuture<Object> call : List.of(play.race(), play.any(List.of()))) {
                assertThat(failure(call)).isInstanceOfSatisfying(AllFailedException.class, all -> {
                    assertThat(all.failures()).isEmpty();
                    assertThat(all.reason()).isEqualTo("empty");
                });
            }
            assertThat(play.begun()).isZero();
            play.awaitAtRest();
        }
    }

    @BothDrivers
    void who_gives_up_calls_every_child_off(Driven.Mode mode) throws Exception {
        try (Play play = new Play(mode, Three.class)) {
            CompletableFuture<Object> call = play.all("a", "b", "c", "d");
            play.awaitBegun("a", "b", "c");
            play.giveUp(call);

            assertThat(failure(call))
                    .isInstanceOf(play.blocking() ? InterruptedException.class : CancellationException.class);
            play.awaitCalledOff("a", "b", "c");
            assertThat(play.begun()).isEqualTo(3);
            play.awaitAtRest();
        }
    }

    @BothDrivers
    void who_gives_up_a_race_calls_every_child_off(Driven.Mode mode) throws Exception {
        try (Play play = new Play(mode, Three.class)) {
            CompletableFuture<Object> call = play.race("a", "b");
            play.awaitBegun("a", "b");
            play.giveUp(call);

            assertThat(failure(call))
                    .isInstanceOf(play.blocking() ? InterruptedException.class : CancellationException.class);
            play.awaitCalledOff("a", "b");
            play.awaitAtRest();
        }
    }

    /** Their signatures declare no {@link InterruptedException}. */
    @Test
    void an_interrupt_leaves_settled_and_any_unchecked_and_with_the_flag_up() throws Exception {
        try (Play play = new Play(Driven.Mode.BLOCKING, Three.class)) {
            CountDownLatch never = new CountDownLatch(1);
            ThrowingCallable settled = () -> play.fan.allSettled(List.of(1, 2), slice -> {
                never.await();
                return slice;
            });
            ThrowingCallable any = () -> play.fan.any(List.of(1, 2), element -> {
                never.await();
                return element;
            });
            for (ThrowingCallable call : List.of(settled, any)) {
                Thread.currentThread().interrupt();
                assertThatThrownBy(call)
                        .isInstanceOf(CallInterruptedException.class)
                        .hasCauseInstanceOf(InterruptedException.class);
                assertThat(Thread.interrupted()).isTrue();
            }
            play.awaitAtRest();
        }
    }

    @BothDrivers
    void the_concurrency_is_raised_and_lowered_while_children_run(Driven.Mode mode) throws Exception {
        try (Play play = new Play(mode, Three.class)) {
            FanOutControl control = play.driven.engine().control(FanOutControl.class, "Three");
            CompletableFuture<Object> call = play.all("a", "b", "c", "d", "e", "f", "g");
            play.awaitBegun("a", "b", "c");
            control.limit(5);
            play.awaitBegun("a", "b", "c", "d", "e");
            assertThat(control.running()).isEqualTo(5);
            assertThat(control.concurrency()).isEqualTo(5);

            control.limit(1);
            for (String ended : List.of("a", "b", "c", "d")) {
                play.end(ended, ended);
            }
            Play.awaitTrue(() -> control.running() == 1, () -> "running: " + control.running());
            assertThat(play.begun()).isEqualTo(5);
            play.end("e", "e");
            play.awaitBegun("a", "b", "c", "d", "e", "f");
            play.end("f", "f");
            play.end("g", "g");

            assertThat(value(call)).isEqualTo(List.of("a", "b", "c", "d", "e", "f", "g"));
            play.awaitAtRest();
        }
    }

    @BothDrivers
    void a_retry_tries_one_child_again_and_not_the_whole(Driven.Mode mode) throws Exception {
        try (Play play = new Play(mode, Retried.class)) {
            CompletableFuture<Object> call = play.all("a", "b");
            play.awaitBegun("a", "b");
            play.fail("a", down);
            Play.awaitTrue(() -> play.driven.time().armed() + play.driven.time().parked() > 0, () -> "no back-off");
            play.driven.time().advance(Duration.ofMillis(1));
            play.awaitBegun("a", "a", "b");
            play.end("a", 1);
            play.end("b", 2);

            assertThat(value(call)).isEqualTo(List.of(1, 2));
            play.awaitAtRest();
        }
    }

    @BothDrivers
    void a_time_limit_holds_for_each_child(Driven.Mode mode) throws Exception {
        try (Play play = new Play(mode, Limited.class)) {
            CompletableFuture<Object> call = play.allSettled(List.of("a", "b"));
            play.awaitBegun("a", "b");
            play.end("a", 1);
            Play.awaitTrue(() -> play.driven.time().armed() == 1, () -> "armed: " + play.driven.time());
            play.driven.time().advance(Duration.ofMillis(100));

            List<?> settled = (List<?>) value(call);
            assertThat((Object) settled.get(0)).isEqualTo(Settled.fulfilled(1));
            assertThat(((Settled<?>) settled.get(1)).reason()).containsInstanceOf(CallTimeoutException.class);
            play.awaitCalledOff("b");
            play.awaitAtRest();
        }
    }

    @BothDrivers
    void a_limit_around_the_call_calls_every_child_off(Driven.Mode mode) throws Exception {
        try (Play play = new Play(mode, Three.class)) {
            Guard around = play.driven.engine().guard("around", HundredMillis.class);
            CompletableFuture<Object> call = play.begin(
                    () -> around.call(() -> play.fan.all(List.of("a", "b"), play::slice)),
                    () -> around.stage(() -> play.all("a", "b")));
            play.awaitBegun("a", "b");
            play.driven.time().advance(Duration.ofMillis(100));

            assertThat(failure(call)).isInstanceOf(CallTimeoutException.class);
            play.awaitCalledOff("a", "b");
            play.awaitAtRest();
        }
    }

    @BothDrivers
    void a_child_may_not_wait_longer_than_the_call_around_it(Driven.Mode mode) throws Exception {
        try (Play play = new Play(mode, RetriedLate.class)) {
            Guard around = play.driven.engine().guard("around", HundredMillis.class);
            CompletableFuture<Object> call = play.begin(
                    () -> around.call(() -> play.fan.all(List.of("a"), play::slice)),
                    () -> around.stage(() -> play.all("a")));
            play.fail("a", down);

            assertThat(failure(call)).as("at once, since no retry can fit").isSameAs(down);
            play.awaitAtRest();
        }
    }

    @BothDrivers
    void a_bulkhead_counts_each_child(Driven.Mode mode) throws Exception {
        try (Play play = new Play(mode, TwoPermits.class)) {
            CompletableFuture<Object> call = play.all("a", "b", "c");

            assertThat(failure(call)).isInstanceOf(BulkheadFullException.class);
            play.awaitAtRest();
        }
    }

    @BothDrivers
    void an_iterable_is_read_on_demand(Driven.Mode mode) throws Exception {
        try (Play play = new Play(mode, Three.class)) {
            AtomicInteger read = new AtomicInteger();
            Iterable<Integer> endless = () -> new Iterator<>() {
                @Override
                public boolean hasNext() {
                    return true;
                }

                @Override
                public Integer next() {
                    return read.incrementAndGet();
                }
            };
            CompletableFuture<Object> call = play.any(endless);
            play.awaitBegun(1, 2, 3);
            play.fail(2, down);
            play.awaitBegun(1, 2, 3, 4);
            play.end(4, "won");

            assertThat(value(call)).isEqualTo("won");
            assertThat(read).hasValue(4);
            play.awaitCalledOff(1, 3);
            play.awaitAtRest();
        }
    }

    @BothDrivers
    void a_failure_of_the_input_is_the_call_s_whatever_the_join(Driven.Mode mode) throws Exception {
        try (Play play = new Play(mode, Three.class)) {
            IllegalStateException broken = new IllegalStateException("broken");
            Iterable<String> breaking = () -> new Iterator<>() {
                private int left = 2;

                @Override
                public boolean hasNext() {
                    return true;
                }

                @Override
                public String next() {
                    if (left-- == 0) {
                        throw broken;
                    }
                    return "element " + left;
                }
            };
            assertThat(failure(play.allSettled(breaking))).isSameAs(broken);
            play.awaitAtRest();
        }
    }

    @BothDrivers
    void sequential_parallel_batched_and_limited_differ_by_one_word(Driven.Mode mode) throws Exception {
        List<String> ids = List.of("a", "b", "c", "d");
        try (Play play = new Play(mode, Three.class)) {
            CompletableFuture<Object> sequential = play.all(play.fan.sequential(), ids);
            play.awaitBegun("a");
            ids.forEach(id -> play.end(id, id));
            assertThat(value(sequential)).isEqualTo(ids);
        }
        try (Play play = new Play(mode, Three.class)) {
            CompletableFuture<Object> parallel = play.all(play.fan.parallel(), ids);
            play.awaitBegun("a", "b", "c", "d");
            ids.forEach(id -> play.end(id, id));
            assertThat(value(parallel)).isEqualTo(ids);
        }
        try (Play play = new Play(mode, Three.class)) {
            CompletableFuture<Object> limited = play.all(play.fan.limited(2), ids);
            play.awaitBegun("a", "b");
            ids.forEach(id -> play.end(id, id));
            assertThat(value(limited)).isEqualTo(ids);
        }
        try (Play play = new Play(mode, Three.class)) {
            CompletableFuture<Object> batched = play.all(play.fan.batched(3), ids);
            play.awaitBegunSlices(List.of("a", "b", "c"), List.of("d"));
            play.end(List.of("a", "b", "c"), List.of("a", "b", "c"));
            play.end("d", "d");
            assertThat(value(batched)).isEqualTo(ids);
        }
    }
}
