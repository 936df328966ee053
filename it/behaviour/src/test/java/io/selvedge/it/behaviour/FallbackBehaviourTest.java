package io.selvedge.it.behaviour;

import static io.selvedge.it.behaviour.Resting.assertAtRest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.selvedge.annotations.Backoff;
import io.selvedge.annotations.Bulkhead;
import io.selvedge.annotations.Fallback;
import io.selvedge.annotations.Jitter;
import io.selvedge.annotations.Retry;
import io.selvedge.annotations.Timeout;
import io.selvedge.failures.MisuseException;
import io.selvedge.runtime.drive.Lineage;
import io.selvedge.testkit.Driven;
import io.selvedge.testkit.Ended;
import io.selvedge.testkit.EveryDriver;
import io.selvedge.testkit.Reaction;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** What the fallback promises, under every driver. */
class FallbackBehaviourTest {
    private final IOException trouble = new IOException("trouble");

    /** What subclasses and implementations may fall back on. */
    interface WithDefault {
        default @Nullable Object byDefault(Reaction reaction) {
            return "interface default";
        }

        default CompletionStage<@Nullable Object> byDefaultLater(Reaction reaction) {
            return CompletableFuture.completedFuture("interface default");
        }
    }

    static class Base {
        @Nullable Object inherited(Reaction reaction) {
            return "inherited";
        }

        CompletionStage<@Nullable Object> inheritedLater(Reaction reaction) {
            return CompletableFuture.completedFuture("inherited");
        }
    }

    static class Service extends Base implements WithDefault {
        final Scripted scripted;
        int runs;

        Service(Driven driven) {
            scripted = new Scripted(driven, Service.class);
        }

        @Fallback(value = "answer", applyOn = IOException.class, skipOn = FileNotFoundException.class)
        @Nullable Object listed(Reaction reaction) throws Exception {
            return scripted.run(reaction);
        }

        @Fallback(value = "answerLater", applyOn = IOException.class, skipOn = FileNotFoundException.class)
        CompletionStage<@Nullable Object> listedLater(Reaction reaction) {
            return scripted.stage(reaction);
        }

        private @Nullable Object answer(Reaction reaction) {
            return "answer";
        }

        private CompletionStage<@Nullable Object> answerLater(Reaction reaction) {
            return scripted.stage(Reaction.returns("answer"));
        }

        @Fallback("byType")
        @Nullable Object typed(Reaction reaction) throws Exception {
            return scripted.run(reaction);
        }

        private @Nullable Object byType(Reaction reaction) {
            return "any";
        }

        private @Nullable Object byType(Reaction reaction, IOException failure) {
            return "io " + failure.getMessage();
        }

        private @Nullable Object byType(Reaction reaction, FileNotFoundException failure) {
            return "missing " + failure.getMessage();
        }

        @Fallback("byTypeLater")
        CompletionStage<@Nullable Object> typedLater(Reaction reaction) {
            return scripted.stage(reaction);
        }

        private CompletionStage<@Nullable Object> byTypeLater(Reaction reaction) {
            return scripted.stage(Reaction.returns("any"));
        }

        private CompletionStage<@Nullable Object> byTypeLater(Reaction reaction, IOException failure) {
            return scripted.stage(Reaction.returns("io " + failure.getMessage()));
        }

        private CompletionStage<@Nullable Object> byTypeLater(Reaction reaction, FileNotFoundException failure) {
            return scripted.stage(Reaction.returns("missing " + failure.getMessage()));
        }

        @Fallback("onlyForIo")
        @Nullable Object narrow(Reaction reaction) throws Exception {
            return scripted.run(reaction);
        }

        private @Nullable Object onlyForIo(Reaction reaction, IOException failure) {
            return "io";
        }

        @Fallback("onlyForIoLater")
        CompletionStage<@Nullable Object> narrowLater(Reaction reaction) {
            return scripted.stage(reaction);
        }

        private CompletionStage<@Nullable Object> onlyForIoLater(Reaction reaction, IOException failure) {
            return scripted.stage(Reaction.returns("io"));
        }

        @Fallback("inherited")
        @Nullable Object toInherited(Reaction reaction) throws Exception {
            return scripted.run(reaction);
        }

        @Fallback("inheritedLater")
        CompletionStage<@Nullable Object> toInheritedLater(Reaction reaction) {
            return scripted.stage(reaction);
        }

        @Fallback("byDefault")
        @Nullable Object toDefault(Reaction reaction) throws Exception {
            return scripted.run(reaction);
        }

        @Fallback("byDefaultLater")
        CompletionStage<@Nullable Object> toDefaultLater(Reaction reaction) {
            return scripted.stage(reaction);
        }

        @Fallback("fails")
        @Nullable Object twiceUnlucky(Reaction reaction, Exception second) throws Exception {
            return scripted.run(reaction);
        }

        private @Nullable Object fails(Reaction reaction, Exception second) throws Exception {
            throw second;
        }

        @Fallback("failsLater")
        CompletionStage<@Nullable Object> twiceUnluckyLater(Reaction reaction, Exception second) {
            return scripted.stage(reaction);
        }

        private CompletionStage<@Nullable Object> failsLater(Reaction reaction, Exception second) {
            return scripted.stage(Reaction.fails(second));
        }

        @Fallback("guardedAnswer")
        @Timeout("100ms")
        @Bulkhead(limit = 1)
        @Nullable Object guarded(Reaction reaction) throws Exception {
            return scripted.run(reaction);
        }

        @Retry(maxRetries = 2, backoff = @Backoff(initial = "10ms", multiplier = 1, jitter = Jitter.NONE))
        @Nullable Object guardedAnswer(Reaction reaction) throws Exception {
            assertThat(Lineage.current().isEmpty()).isFalse();
            runs++;
            return scripted.run(
                    runs < 3
                            ? Reaction.fails(new IOException())
                            : Reaction.returns("third").after(500));
        }

        @Fallback("guardedAnswerLater")
        @Timeout("100ms")
        @Bulkhead(limit = 1)
        CompletionStage<@Nullable Object> guardedLater(Reaction reaction) {
            return scripted.stage(reaction);
        }

        @Retry(maxRetries = 2, backoff = @Backoff(initial = "10ms", multiplier = 1, jitter = Jitter.NONE))
        CompletionStage<@Nullable Object> guardedAnswerLater(Reaction reaction) {
            runs++;
            return scripted.stage(
                    runs < 3
                            ? Reaction.fails(new IOException())
                            : Reaction.returns("third").after(500));
        }

        @Fallback("answer")
        @Retry(maxRetries = 2, backoff = @Backoff(initial = "10ms", multiplier = 1, jitter = Jitter.NONE))
        @Nullable Object afterRetries(Reaction reaction) throws Exception {
            runs++;
            return scripted.run(reaction);
        }

        @Fallback("answerLater")
        @Retry(maxRetries = 2, backoff = @Backoff(initial = "10ms", multiplier = 1, jitter = Jitter.NONE))
        CompletionStage<@Nullable Object> afterRetriesLater(Reaction reaction) {
            runs++;
            return scripted.stage(reaction);
        }

        @SuppressWarnings("InfiniteRecursion") // the gate ends it
        @Fallback("answer")
        @Bulkhead(limit = 1)
        @Nullable Object reentered(Reaction reaction) throws Exception {
            return reentered(reaction);
        }

        @SuppressWarnings("InfiniteRecursion") // the gate ends it
        @Fallback("answerLater")
        @Bulkhead(limit = 1)
        CompletionStage<@Nullable Object> reenteredLater(Reaction reaction) {
            return reenteredLater(reaction);
        }

        Ended call(Body blocking, LaterBody stage, Reaction reaction) {
            return scripted.call(() -> blocking.of(reaction), () -> stage.of(reaction));
        }
    }

    @FunctionalInterface
    interface Body {
        @Nullable Object of(Reaction reaction) throws Exception;
    }

    @FunctionalInterface
    interface LaterBody {
        CompletionStage<@Nullable Object> of(Reaction reaction);
    }

    @EveryDriver
    void f1_skip_on_beats_apply_on_and_what_neither_names_leaves(Driven driven) {
        Service service = new Service(driven);
        assertThat(service.call(service::listed, service::listedLater, Reaction.fails(trouble))
                        .value())
                .isEqualTo("answer");
        for (Throwable left : List.of(new FileNotFoundException(), new IllegalStateException(), new AssertionError())) {
            assertThat(service.call(service::listed, service::listedLater, Reaction.fails(left))
                            .failure())
                    .isSameAs(left);
        }
        assertThat(service.call(service::listed, service::listedLater, Reaction.returns("own"))
                        .value())
                .isEqualTo("own");
    }

    @EveryDriver
    void f1_it_runs_after_all_other_policies_had_their_say(Driven driven) {
        Service service = new Service(driven);
        Ended ended = service.call(service::afterRetries, service::afterRetriesLater, Reaction.fails(trouble));

        assertThat(ended.value()).isEqualTo("answer");
        assertThat(ended.tookMillis()).isEqualTo(20);
        assertThat(service.runs).isEqualTo(3);
    }

    @EveryDriver
    void f1_our_own_refusals_are_answered_for(Driven driven) {
        Service service = new Service(driven);
        assertThat(service.call(service::reentered, service::reenteredLater, Reaction.returns("never"))
                        .value())
                .isEqualTo("answer");
        assertAtRest(driven);
    }

    @EveryDriver
    void f1_an_interruption_is_not_answered_for(Driven driven) {
        Service service = new Service(driven);
        InterruptedException stop = new InterruptedException();
        assertThat(service.call(service::typed, service::typedLater, Reaction.fails(stop))
                        .failure())
                .isSameAs(stop);
    }

    static class Stray {
        @Fallback("")
        void unnamed() {}

        @Fallback("nowhere")
        void missing() {}

        @Fallback("wrong")
        int illTyped(int a) {
            return a;
        }

        String wrong(int a) {
            return "" + a;
        }
    }

    @EveryDriver
    void f2_differs_there_are_no_handler_classes_and_a_name_is_always_due(Driven driven) {
        assertThatThrownBy(() -> driven.engine().serve(Stray.class))
                .isInstanceOfSatisfying(
                        MisuseException.class,
                        misuse -> assertThat(misuse.problems()).hasSize(3));
    }

    @EveryDriver
    void f3_it_may_be_private_inherited_or_a_default_of_an_interface(Driven driven) {
        Service service = new Service(driven);
        Reaction fails = Reaction.fails(trouble);
        assertThat(service.call(service::listed, service::listedLater, fails).value())
                .isEqualTo("answer");
        assertThat(service.call(service::toInherited, service::toInheritedLater, fails)
                        .value())
                .isEqualTo("inherited");
        assertThat(service.call(service::toDefault, service::toDefaultLater, fails)
                        .value())
                .isEqualTo("interface default");
    }

    static class Generic<T> {
        @SafeVarargs
        @Fallback("instead")
        final <U extends Comparable<U>> T generic(T given, U other, T... more) throws IOException {
            throw new IOException();
        }

        @SafeVarargs
        private <V extends Comparable<V>> T instead(T given, V other, T... more) {
            return more[0];
        }

        @Fallback("staticInstead")
        static int isStatic(int a) throws IOException {
            throw new IOException();
        }

        private static int staticInstead(int a, IOException failure) {
            return a + 1;
        }
    }

    @EveryDriver
    void f3_it_may_be_static_generic_and_take_any_number(Driven driven) throws Exception {
        driven.engine().serve(Generic.class);
        assertThat(new Generic<String>().generic("a", 1, "b", "c")).isEqualTo("b");
        assertThat(Generic.isStatic(41)).isEqualTo(42);
    }

    @EveryDriver
    void f4_the_most_specific_overload_that_fits_answers_else_the_one_without_a_failure(Driven driven) {
        Service service = new Service(driven);
        assertThat(service.call(service::typed, service::typedLater, Reaction.fails(trouble))
                        .value())
                .isEqualTo("io trouble");
        assertThat(service.call(service::typed, service::typedLater, Reaction.fails(new FileNotFoundException("file")))
                        .value())
                .isEqualTo("missing file");
        assertThat(service.call(service::typed, service::typedLater, Reaction.fails(new IllegalStateException()))
                        .value())
                .isEqualTo("any");
    }

    @EveryDriver
    void f4_where_none_fits_the_failure_leaves(Driven driven) {
        Service service = new Service(driven);
        IllegalStateException other = new IllegalStateException();
        assertThat(service.call(service::narrow, service::narrowLater, Reaction.fails(trouble))
                        .value())
                .isEqualTo("io");
        assertThat(service.call(service::narrow, service::narrowLater, Reaction.fails(other))
                        .failure())
                .isSameAs(other);
    }

    @EveryDriver
    void f5_a_late_failure_is_answered_for_and_the_end_of_the_stand_in_is_the_calls(Driven driven) {
        Service service = new Service(driven);
        Ended ended = service.call(
                service::guarded, service::guardedLater, Reaction.fails(trouble).after(50));

        assertThat(ended.value()).isEqualTo("third");
        assertThat(ended.tookMillis()).isEqualTo(50 + 10 + 10 + 500);
        assertAtRest(driven);
    }

    @EveryDriver
    void f6_what_the_fallback_throws_leaves_with_the_first_failure_as_suppressed(Driven driven) {
        Service service = new Service(driven);
        Exception second = new IllegalStateException("second");
        Ended ended = service.scripted.call(
                () -> service.twiceUnlucky(Reaction.fails(trouble), second),
                () -> service.twiceUnluckyLater(Reaction.fails(trouble), second));

        assertThat(ended.failure()).isSameAs(second).hasSuppressedException(trouble);
    }

    @EveryDriver
    void f6_a_fallback_that_throws_the_first_failure_again_leaves_it_as_it_was(Driven driven) {
        Service service = new Service(driven);
        Ended ended = service.scripted.call(
                () -> service.twiceUnlucky(Reaction.fails(trouble), trouble),
                () -> service.twiceUnluckyLater(Reaction.fails(trouble), trouble));

        assertThat(ended.failure()).isSameAs(trouble);
        assertThat(trouble.getSuppressed()).isEmpty();
    }

    @EveryDriver
    void f6_policies_on_the_fallback_apply_and_it_runs_outside_those_of_the_method(Driven driven) {
        Service service = new Service(driven);
        Ended ended = service.call(
                service::guarded,
                service::guardedLater,
                Reaction.returns("late").after(1000));

        assertThat(ended.value()).as("its own retries, no limit of 100 ms").isEqualTo("third");
        assertThat(ended.tookMillis()).isEqualTo(100 + 10 + 10 + 500);
        assertThat(service.runs).isEqualTo(3);
        assertAtRest(driven);
    }

    @EveryDriver
    void t5_the_fallback_runs_at_the_limit(Driven driven) {
        Service service = new Service(driven);
        service.runs = 2;
        Ended ended = service.call(
                service::guarded,
                service::guardedLater,
                Reaction.returns("late").after(100_000));
        assertThat(ended.tookMillis()).isEqualTo(100 + 500);
        assertThat(driven.recorder().events()).contains("timeout: expired", "fallback: diverted");
    }
}
