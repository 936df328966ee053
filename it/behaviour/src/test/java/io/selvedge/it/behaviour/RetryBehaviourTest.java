package io.selvedge.it.behaviour;

import static io.selvedge.it.behaviour.Resting.assertAtRest;
import static org.assertj.core.api.Assertions.assertThat;

import io.selvedge.annotations.Backoff;
import io.selvedge.annotations.Bulkhead;
import io.selvedge.annotations.CircuitBreaker;
import io.selvedge.annotations.Jitter;
import io.selvedge.annotations.Retry;
import io.selvedge.annotations.Timeout;
import io.selvedge.failures.BulkheadFullException;
import io.selvedge.failures.CallTimeoutException;
import io.selvedge.failures.CircuitOpenException;
import io.selvedge.failures.RetryAfter;
import io.selvedge.runtime.breaker.CircuitControl;
import io.selvedge.runtime.record.Recorder;
import io.selvedge.testkit.Driven;
import io.selvedge.testkit.DrivenGuard;
import io.selvedge.testkit.Ended;
import io.selvedge.testkit.EveryDriver;
import io.selvedge.testkit.Reaction;
import io.selvedge.testkit.Running;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/** What the retry promises, under every driver. */
class RetryBehaviourTest {
    private final IOException trouble = new IOException("trouble");

    @Retry(backoff = @Backoff(initial = "100ms", jitter = Jitter.NONE))
    @Retention(RetentionPolicy.RUNTIME)
    @interface Plain {}

    @Retry(
            retryOn = IOException.class,
            abortOn = FileNotFoundException.class,
            backoff = @Backoff(initial = "0ms", jitter = Jitter.NONE))
    @Retention(RetentionPolicy.RUNTIME)
    @interface Listed {}

    @EveryDriver
    void r1_a_value_ends_the_retrying(Driven driven) {
        Attempts work = new Attempts(Reaction.fails(trouble), Reaction.returns("a"), Reaction.fails(trouble));

        Ended ended = driven.guard(Plain.class).call(work);

        assertThat(ended.value()).isEqualTo("a");
        assertThat(work.count()).isEqualTo(2);
        assertAtRest(driven);
    }

    @EveryDriver
    void r1_abort_on_beats_retry_on_and_what_neither_names_leaves(Driven driven) {
        for (Throwable left : List.of(new FileNotFoundException(), new IllegalStateException(), new AssertionError())) {
            Attempts work = new Attempts(Reaction.fails(left), Reaction.returns("a"));

            assertThat(driven.guard(left.toString(), Listed.class).call(work).failure())
                    .isSameAs(left);
            assertThat(work.count()).isEqualTo(1);
        }
        Attempts named = new Attempts(Reaction.fails(trouble), Reaction.returns("a"));
        assertThat(driven.guard(Listed.class).call(named).value()).isEqualTo("a");
    }

    @Retry(retryOn = AssertionError.class, backoff = @Backoff(initial = "0ms"))
    @Retention(RetentionPolicy.RUNTIME)
    @interface OnError {}

    @EveryDriver
    void r1_an_error_is_tried_again_only_where_it_is_named(Driven driven) {
        Attempts unnamed = new Attempts(Reaction.fails(new AssertionError()), Reaction.returns("a"));
        assertThat(driven.guard(Plain.class).call(unnamed).failure()).isInstanceOf(AssertionError.class);

        Attempts named = new Attempts(Reaction.fails(new AssertionError()), Reaction.returns("a"));
        assertThat(driven.guard(OnError.class).call(named).value()).isEqualTo("a");
    }

    @Retry(maxRetries = 0)
    @Retention(RetentionPolicy.RUNTIME)
    @interface Never {}

    @Retry(maxRetries = -1, backoff = @Backoff(initial = "0ms"))
    @Retention(RetentionPolicy.RUNTIME)
    @interface WithoutEnd {}

    @EveryDriver
    void r2_retries_are_counted_not_calls(Driven driven) {
        Attempts three = new Attempts(Reaction.fails(trouble));
        assertThat(driven.guard(Plain.class).call(three).failure()).isSameAs(trouble);
        assertThat(three.count()).isEqualTo(4);

        Attempts none = new Attempts(Reaction.fails(trouble));
        assertThat(driven.guard(Never.class).call(none).failure()).isSameAs(trouble);
        assertThat(none.count()).isEqualTo(1);
    }

    @EveryDriver
    void r2_retries_without_end_need_no_stack_without_end(Driven driven) {
        List<Reaction> reactions = new ArrayList<>(Collections.nCopies(100_000, Reaction.fails(trouble)));
        reactions.add(Reaction.returns("at last"));
        Attempts work = new Attempts(reactions.toArray(new Reaction[0]));

        try (Driven unrecorded = new Driven(driven.mode(), options -> options.withRecorder(Recorder.NONE))) {
            assertThat(unrecorded.guard(WithoutEnd.class).call(work).value()).isEqualTo("at last");
            assertThat(work.count()).isEqualTo(100_001);
            assertThat(unrecorded.time().armed()).isZero();
        }
    }

    @Retry(maxRetries = 6, backoff = @Backoff(initial = "100ms", multiplier = 2, max = "1s", jitter = Jitter.NONE))
    @Retention(RetentionPolicy.RUNTIME)
    @interface Growing {}

    @Retry(maxRetries = 6, backoff = @Backoff(initial = "100ms", max = "1s", jitter = Jitter.FULL))
    @Retention(RetentionPolicy.RUNTIME)
    @interface Full {}

    @Retry(maxRetries = 6, backoff = @Backoff(initial = "100ms", max = "1s", jitter = Jitter.EQUAL))
    @Retention(RetentionPolicy.RUNTIME)
    @interface Equal {}

    @Retry(
            maxRetries = 6,
            backoff = @Backoff(initial = "100ms", max = "1s", jitter = Jitter.ADDITIVE, jitterMax = "30ms"))
    @Retention(RetentionPolicy.RUNTIME)
    @interface Additive {}

    @Retry(maxRetries = 6, backoff = @Backoff(initial = "100ms", max = "1s", jitter = Jitter.DECORRELATED))
    @Retention(RetentionPolicy.RUNTIME)
    @interface Decorrelated {}

    @EveryDriver
    void r3_differs_waits_grow_up_to_a_maximum_and_jitter_only_scatters_them(Driven driven) {
        long[] bare = {100, 200, 400, 800, 1000, 1000};

        List<Long> growing = waits(driven, driven.guard(Growing.class));
        List<Long> full = waits(driven, driven.guard(Full.class));
        List<Long> equal = waits(driven, driven.guard(Equal.class));
        List<Long> additive = waits(driven, driven.guard(Additive.class));
        for (int i = 0; i < bare.length; i++) {
            long bareNanos = bare[i] * 1_000_000;
            assertThat(growing.get(i)).isEqualTo(bareNanos);
            assertThat(full.get(i)).isBetween(0L, bareNanos);
            assertThat(equal.get(i)).isBetween(bareNanos / 2, bareNanos);
            assertThat(additive.get(i)).isBetween(bareNanos, bareNanos + 30_000_000);
        }
        List<Long> decorrelated = waits(driven, driven.guard(Decorrelated.class));
        long before = 100_000_000;
        for (long wait : decorrelated) {
            assertThat(wait).isBetween(100_000_000L, Math.min(1_000_000_000L, 3 * before));
            before = wait;
        }
        assertThat(full).doesNotHaveDuplicates();
    }

    /** How long each wait between two attempts is. */
    private List<Long> waits(Driven driven, DrivenGuard guard) {
        List<Long> moments = new ArrayList<>();
        guard.call(() -> {
            moments.add(driven.time().nanos());
            return Reaction.fails(trouble);
        });
        List<Long> waits = new ArrayList<>();
        for (int i = 1; i < moments.size(); i++) {
            waits.add(moments.get(i) - moments.get(i - 1));
        }
        return waits;
    }

    @Retry(
            maxRetries = -1,
            maxDuration = "1s",
            backoff = @Backoff(initial = "300ms", multiplier = 1, jitter = Jitter.NONE))
    @Retention(RetentionPolicy.RUNTIME)
    @interface OneSecond {}

    @EveryDriver
    void r4_differs_a_wait_that_would_pass_the_cap_is_not_begun(Driven driven) {
        Attempts work = new Attempts(Reaction.fails(trouble));

        Ended ended = driven.guard(OneSecond.class).call(work);

        assertThat(ended.failure()).isSameAs(trouble);
        assertThat(work.count()).as("at 0, 300, 600 and 900 ms").isEqualTo(4);
        assertThat(ended.tookMillis()).isEqualTo(900);
    }

    @EveryDriver
    void r4_a_running_attempt_is_not_cut_short(Driven driven) {
        Attempts work =
                new Attempts(Reaction.fails(trouble), Reaction.returns("late").after(5000));

        Ended ended = driven.guard(OneSecond.class).call(work);

        assertThat(ended.value()).isEqualTo("late");
        assertThat(ended.tookMillis()).isEqualTo(5300);
    }

    @EveryDriver
    void r5_why_the_retrying_ended_is_told(Driven driven) {
        assertThat(verdicts(driven, driven.guard("good", Plain.class), Reaction.returns("a")))
                .isEmpty();
        assertThat(verdicts(
                        driven, driven.guard("recovered", Plain.class), Reaction.fails(trouble), Reaction.returns("a")))
                .containsExactly("recovered");
        assertThat(verdicts(driven, driven.guard("aborted", Listed.class), Reaction.fails(new AssertionError())))
                .containsExactly("not_retryable");
        assertThat(verdicts(driven, driven.guard("all", Plain.class), Reaction.fails(trouble)))
                .containsExactly("retries_used_up");
        assertThat(verdicts(driven, driven.guard("time", OneSecond.class), Reaction.fails(trouble)))
                .containsExactly("duration_used_up");
    }

    private static List<String> verdicts(Driven driven, DrivenGuard guard, Reaction... reactions) {
        driven.recorder().clear();
        guard.call(new Attempts(reactions));
        return driven.recorder().events().stream()
                .filter(event -> event.startsWith("retry: kept, "))
                .map(event -> event.substring("retry: kept, ".length()))
                .toList();
    }

    @Retry(maxRetries = 1, backoff = @Backoff(initial = "100ms", jitter = Jitter.NONE))
    @CircuitBreaker(window = 2, failureRate = 1)
    @Timeout("1s")
    @Bulkhead(limit = 1, queue = 2)
    @Retention(RetentionPolicy.RUNTIME)
    @interface Chain {}

    @EveryDriver
    void r6_each_attempt_has_its_own_time_limit_and_is_recorded_on_its_own(Driven driven) {
        Attempts work = new Attempts(Reaction.returns("never").after(2000));

        Ended ended = driven.guard(Chain.class).call(work);

        assertThat(ended.failure()).isInstanceOf(CallTimeoutException.class);
        assertThat(ended.tookMillis()).isEqualTo(1000 + 100 + 1000);
        assertThat(driven.engine().control(CircuitControl.class, "Chain").state())
                .as("two time-outs on record")
                .isEqualTo(CircuitControl.State.OPEN);
        assertAtRest(driven);
    }

    @EveryDriver
    void r6_the_permit_is_free_during_the_back_off_and_the_retry_joins_the_back_of_the_line(Driven driven) {
        DrivenGuard guard = driven.guard(Chain.class);
        List<String> order = Collections.synchronizedList(new ArrayList<>());
        Attempts flaky = new Attempts(
                Reaction.fails(trouble).after(50), Reaction.returns("a").after(10));
        Running first = guard.start(() -> {
            order.add("a" + (flaky.count() + 1));
            return flaky.next();
        });
        Running second = guard.start(() -> {
            order.add("b");
            return Reaction.returns("b").after(150);
        });
        Running third = guard.start(() -> {
            order.add("c");
            return Reaction.returns("c").after(10);
        });
        driven.advance(500);

        assertThat(order).containsExactly("a1", "b", "c", "a2");
        assertThat(second.ended().tookMillis()).isEqualTo(50 + 150);
        assertThat(third.ended().tookMillis()).isEqualTo(50 + 150 + 10);
        assertThat(first.ended().tookMillis()).isEqualTo(50 + 150 + 10 + 10);
        assertAtRest(driven);
    }

    @Retry(backoff = @Backoff(initial = "100ms", jitter = Jitter.NONE))
    @Bulkhead(limit = 1)
    @Retention(RetentionPolicy.RUNTIME)
    @interface OnFull {}

    @Retry(retryOn = BulkheadFullException.class, backoff = @Backoff(initial = "100ms", jitter = Jitter.NONE))
    @Bulkhead(limit = 1)
    @Retention(RetentionPolicy.RUNTIME)
    @interface OnFullNamed {}

    @EveryDriver
    void r7_differs_a_refusal_that_does_not_say_when_to_come_back_is_final_unless_it_is_named(Driven driven) {
        Attempts work = new Attempts(Reaction.returns("a"));
        DrivenGuard guard = driven.guard(OnFull.class);
        Running holder = guard.start(() -> Reaction.returns("b").after(150));
        Ended refused = guard.call(work);
        assertThat(refused.failure()).isInstanceOf(BulkheadFullException.class);
        assertThat(refused.tookMillis()).isZero();
        driven.advance(150);
        assertThat(holder.ended().value()).isEqualTo("b");

        DrivenGuard named = driven.guard(OnFullNamed.class);
        Running other = named.start(() -> Reaction.returns("b").after(150));
        Running patient = named.start(work);
        driven.advance(300);
        assertThat(other.ended().value()).isEqualTo("b");
        assertThat(patient.ended().value()).isEqualTo("a");
        assertThat(patient.ended().tookMillis()).as("after 100 and 200 ms").isEqualTo(300);
    }

    @Retry(maxRetries = 2, backoff = @Backoff(initial = "10ms", jitter = Jitter.NONE))
    @CircuitBreaker(window = 1, openFor = "5s")
    @Retention(RetentionPolicy.RUNTIME)
    @interface Broken {}

    @EveryDriver
    void r7_an_open_circuit_is_waited_for_since_it_says_when_to_come_back(Driven driven) {
        Attempts work = new Attempts(Reaction.fails(trouble), Reaction.returns("half-open"));

        Ended ended = driven.guard(Broken.class).call(work);

        assertThat(ended.value()).isEqualTo("half-open");
        assertThat(ended.tookMillis()).as("10 ms, refused, until 5 s").isEqualTo(5000);
        assertThat(work.count()).isEqualTo(2);
    }

    @Retry(maxRetries = 3, maxDuration = "1s", backoff = @Backoff(initial = "10ms", jitter = Jitter.NONE))
    @CircuitBreaker(window = 1, openFor = "5s")
    @Retention(RetentionPolicy.RUNTIME)
    @interface BrokenForLong {}

    @EveryDriver
    void r7_a_refusal_that_leaves_no_time_gives_way_to_the_last_true_failure(Driven driven) {
        Ended ended = driven.guard(BrokenForLong.class).call(new Attempts(Reaction.fails(trouble)));

        assertThat(ended.failure()).isSameAs(trouble);
        assertThat(trouble.getSuppressed()).hasAtLeastOneElementOfType(CircuitOpenException.class);
        assertThat(ended.tookMillis()).isEqualTo(10);
    }

    private static final class Hinted extends Exception implements RetryAfter {
        private static final long serialVersionUID = 1L;

        private final long nanos;

        Hinted(long nanos) {
            this.nanos = nanos;
        }

        @Override
        public long retryAfterNanos() {
            return nanos;
        }
    }

    @EveryDriver
    void r7_the_wait_is_the_larger_of_back_off_and_hint(Driven driven) {
        assertThat(firstWaitMillis(driven, 2_000_000_000L)).isEqualTo(2000);
        assertThat(firstWaitMillis(driven, 5_000_000L)).isEqualTo(100);
        assertThat(firstWaitMillis(driven, -1)).isEqualTo(100);
    }

    private static long firstWaitMillis(Driven driven, long hintNanos) {
        Attempts work = new Attempts(Reaction.fails(new Hinted(hintNanos)), Reaction.returns("a"));
        return driven.guard("hint " + hintNanos, Plain.class).call(work).tookMillis();
    }

    @EveryDriver
    void r7_a_hint_beyond_all_time_is_never_taken_for_at_once(Driven driven) {
        Attempts work = new Attempts(Reaction.fails(new Hinted(Long.MAX_VALUE)));
        driven.advance(1);
        Running running = driven.guard(Plain.class).start(work);
        driven.advance(10_000);

        assertThat(running.isDone()).isFalse();
        assertThat(work.count()).isEqualTo(1);
        running.giveUp();
        assertAtRest(driven);
    }

    @Retry(backoff = @Backoff(initial = "100ms", jitter = Jitter.NONE))
    @Timeout("1s")
    @Retention(RetentionPolicy.RUNTIME)
    @interface Limited {}

    @EveryDriver
    void r8_after_a_time_out_a_stage_is_tried_again_though_the_old_attempt_still_runs(Driven driven) {
        Attempts work = new Attempts(Reaction.returns("old").after(5000).stubbornly(), Reaction.returns("new"));

        Running running = driven.guard(Limited.class).start(work);
        driven.advance(1100);
        if (driven.blocking()) {
            assertThat(work.count()).as("one thread, one attempt at a time").isEqualTo(1);
            driven.advance(4000);
        }

        assertThat(running.ended().value()).isEqualTo("new");
        assertThat(work.count()).isEqualTo(2);
        assertThat(running.ended().tookMillis()).isEqualTo(driven.blocking() ? 5100 : 1100);
    }

    @EveryDriver
    void r9_who_gives_up_is_not_tried_again(Driven driven) {
        Attempts work = new Attempts(Reaction.returns("a").after(1000));
        Running running = driven.guard(Plain.class).start(work);
        running.giveUp();
        driven.advance(5000);

        assertThat(running.ended().failure()).isInstanceOfAny(InterruptedException.class, CancellationException.class);
        assertThat(work.count()).isEqualTo(1);
        assertAtRest(driven);
    }

    @EveryDriver
    void r9_a_cancellation_from_further_in_is_not_tried_again_wrapped_or_not(Driven driven) {
        for (Throwable stop : List.of(
                new CancellationException(),
                new InterruptedException(),
                new CompletionException(new CancellationException()))) {
            Attempts work = new Attempts(Reaction.fails(stop), Reaction.returns("a"));

            // By type: from Java 23 on, a future that was cancelled gives its readers an instance of their own.
            assertThat(driven.guard("stop " + stop, All.class).call(work).failure())
                    .isInstanceOf(seen(driven, stop).getClass());
            assertThat(work.count()).isEqualTo(1);
        }
    }

    @Retry(retryOn = Throwable.class, backoff = @Backoff(initial = "0ms"))
    @Retention(RetentionPolicy.RUNTIME)
    @interface All {}

    @EveryDriver
    void r9_an_error_of_the_virtual_machine_is_never_tried_again_wrapped_or_not(Driven driven) {
        for (Throwable fatal :
                List.of(new OutOfMemoryError("of the test"), new CompletionException(new StackOverflowError()))) {
            Attempts work = new Attempts(Reaction.fails(fatal), Reaction.returns("a"));

            assertThat(driven.guard("fatal " + fatal, All.class).call(work).failure())
                    .isSameAs(seen(driven, fatal));
            assertThat(work.count()).isEqualTo(1);
        }
    }

    @EveryDriver
    void r10_differs_only_what_futures_wrap_is_looked_into(Driven driven) {
        for (Throwable wrapped : List.of(
                new CompletionException(trouble),
                new ExecutionException(trouble),
                new CompletionException(new ExecutionException(trouble)))) {
            assertThat(driven.guard("wrapped " + wrapped, Listed.class)
                            .call(new Attempts(Reaction.fails(wrapped), Reaction.returns("a")))
                            .value())
                    .isEqualTo("a");
        }
        RuntimeException other = new RuntimeException(trouble);
        assertThat(driven.guard(Listed.class)
                        .call(new Attempts(Reaction.fails(other), Reaction.returns("a")))
                        .failure())
                .isSameAs(other);
        CompletionException aborted = new CompletionException(new FileNotFoundException());
        assertThat(driven.guard(Listed.class)
                        .call(new Attempts(Reaction.fails(aborted), Reaction.returns("a")))
                        .failure())
                .as("what leaves is what came")
                .isSameAs(seen(driven, aborted));
    }

    /** Who reads a future sees through what a future wraps. */
    private static Throwable seen(Driven driven, Throwable failure) {
        return driven.blocking() || !(failure instanceof CompletionException) ? failure : failure.getCause();
    }

    private static final class Odd extends Throwable {
        private static final long serialVersionUID = 1L;
    }

    @EveryDriver
    void r11_what_is_neither_exception_nor_error_is_not_tried_again(Driven driven) {
        Odd odd = new Odd();
        Attempts work = new Attempts(Reaction.fails(odd), Reaction.returns("a"));

        assertThat(driven.guard(Plain.class).call(work).failure()).isSameAs(odd);
        assertThat(work.count()).isEqualTo(1);
    }
}
