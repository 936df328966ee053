package io.selvedge.it.behaviour;

import static io.selvedge.it.behaviour.Observed.keys;
import static io.selvedge.it.behaviour.Observed.parentOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.selvedge.annotations.Backoff;
import io.selvedge.annotations.Bulkhead;
import io.selvedge.annotations.Jitter;
import io.selvedge.annotations.RateLimit;
import io.selvedge.annotations.Retry;
import io.selvedge.annotations.Timeout;
import io.selvedge.failures.BulkheadFullException;
import io.selvedge.failures.CallTimeoutException;
import io.selvedge.runtime.micrometer.ObservationRecorder;
import io.selvedge.runtime.micrometer.ObservedCall;
import io.selvedge.testkit.Driven;
import io.selvedge.testkit.DrivenGuard;
import io.selvedge.testkit.EveryDriver;
import io.selvedge.testkit.Reaction;
import io.selvedge.testkit.RecordingRecorder;
import io.selvedge.testkit.Running;
import java.io.IOException;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;

/** Each call an observation, with what happens to it as events. */
class TracingBehaviourTest {
    private final Observed observed = new Observed();

    @Retry(maxRetries = 2, backoff = @Backoff(initial = "50ms", jitter = Jitter.NONE))
    @Bulkhead(limit = 1)
    @Retention(RetentionPolicy.RUNTIME)
    @interface Chain {}

    @Timeout("100ms")
    @Retention(RetentionPolicy.RUNTIME)
    @interface Limited {}

    @RateLimit(permits = 1, per = "1s", burst = 1, maxWait = "1s")
    @Retention(RetentionPolicy.RUNTIME)
    @interface Paced {}

    @AfterEach
    void everythingHasEnded() {
        observed.assertAtRest();
    }

    private Driven observing(Driven driven) {
        return new Driven(
                driven.mode(),
                options -> options.withRecorder(options.recorder().and(observed.recorder)));
    }

    private Observation.Context call() {
        return observed.only(ObservedCall.CALL);
    }

    @EveryDriver
    void a_call_is_one_observation_and_its_attempts_are_events(Driven driven) {
        try (Driven traced = observing(driven)) {
            traced.guard("partner", Chain.class)
                    .call(new Attempts(Reaction.fails(new IOException()), Reaction.returns("a")));

            assertThat(call().getContextualName()).isEqualTo("partner");
            assertThat(keys(call())).isEqualTo(Map.of("method", "partner", "outcome", "success"));
            assertThat(call().getError()).isNull();
            assertThat(observed.events(call()))
                    .containsExactly("retry (retry: again after 50ms)", "verdict (retry: kept, recovered)");
            assertThat(traced.recorder().events())
                    .as("told as well")
                    .containsExactly("retry: again after 50ms", "retry: kept, recovered", "ended success after 50ms");
        }
    }

    @EveryDriver
    void what_the_method_observes_is_within_the_call_on_whichever_thread_and_the_call_within_the_callers(
            Driven driven) {
        try (Driven traced = observing(driven)) {
            DrivenGuard guard = traced.guard("partner", Chain.class);
            Observation.Scope[] after = new Observation.Scope[1];
            Observation mine = Observation.start("mine", observed.registry);
            mine.scoped(() -> {
                guard.call(() -> {
                    observed.user("inside");
                    return observed.named("inside").size() < 3
                            ? Reaction.fails(new IOException()).after(5)
                            : Reaction.returns("a");
                });
                after[0] = observed.registry.getCurrentObservationScope();
            });
            mine.stop();

            assertThat(after[0].getCurrentObservation()).isSameAs(mine);
            assertThat(parentOf(call())).isSameAs(mine.getContext());
            assertThat(observed.named("inside"))
                    .hasSize(3)
                    .allSatisfy(inside -> assertThat(parentOf(inside)).isSameAs(call()));
        }
    }

    @EveryDriver
    void a_failure_is_the_error_of_the_observation(Driven driven) {
        try (Driven traced = observing(driven)) {
            IOException down = new IOException("down");
            traced.guard(Limited.class).call(() -> Reaction.fails(down));

            assertThat(call().getError()).isSameAs(down);
            assertThat(keys(call())).containsEntry("outcome", "failure");
        }
    }

    @EveryDriver
    void a_time_out_is_an_event_and_an_error(Driven driven) {
        try (Driven traced = observing(driven)) {
            traced.guard(Limited.class).call(() -> Reaction.returns("a").after(200));
            traced.advance(200);

            assertThat(observed.events(call())).containsExactly("timeout (timeout: expired)");
            assertThat(call().getError()).isInstanceOf(CallTimeoutException.class);
            assertThat(keys(call())).containsEntry("outcome", "timeout");
        }
    }

    @EveryDriver
    void a_refusal_is_an_event_of_the_call_that_was_refused(Driven driven) {
        try (Driven traced = observing(driven)) {
            DrivenGuard guard = traced.guard("partner", Chain.class);
            Running first = guard.start(() -> Reaction.returns("a").after(10));
            guard.call(() -> Reaction.returns("b"));
            traced.advance(10);
            first.ended();

            List<Observation.Context> calls = observed.named(ObservedCall.CALL);
            assertThat(calls).hasSize(2);
            assertThat(observed.events(calls.get(0))).isEmpty();
            assertThat(observed.events(calls.get(1)))
                    .containsExactly("refusal (bulkhead: refused, full)", "verdict (retry: kept, not_retryable)");
            assertThat(calls.get(1).getError()).isInstanceOf(BulkheadFullException.class);
            assertThat(keys(calls.get(1))).containsEntry("outcome", "refused");
        }
    }

    @EveryDriver
    void a_wait_is_an_event(Driven driven) {
        try (Driven traced = observing(driven)) {
            DrivenGuard guard = traced.guard("partner", Paced.class);
            guard.call(() -> Reaction.returns("a"));
            guard.call(() -> Reaction.returns("b"));

            assertThat(observed.events(observed.named(ObservedCall.CALL).get(1)))
                    .containsExactly("wait (rate_limit: waited 1s)");
        }
    }

    @EveryDriver
    void who_gives_up_ends_the_observation(Driven driven) {
        try (Driven traced = observing(driven)) {
            Running call = traced.guard("partner", Chain.class)
                    .start(() -> Reaction.returns("a").after(100));
            call.giveUp();
            call.ended();

            assertThat(keys(call())).containsEntry("outcome", driven.blocking() ? "interrupted" : "cancelled");
            assertThat(call().getError() != null).as("a mistake").isEqualTo(driven.blocking());
        }
    }

    @EveryDriver
    void what_a_predicate_does_not_want_is_not_observed(Driven driven) {
        observed.registry
                .observationConfig()
                .observationPredicate((name, context) ->
                        !(context instanceof ObservedCall call && call.method().equals("boring")));
        try (Driven traced = observing(driven)) {
            traced.guard("boring", Chain.class).call(() -> Reaction.returns("a"));
            traced.guard("partner", Chain.class).call(() -> Reaction.returns("a"));

            assertThat(keys(call())).containsEntry("method", "partner");
        }
    }

    @EveryDriver
    void a_registry_that_does_nothing_is_not_told_and_does_not_have_the_clock_read(Driven driven) {
        try (Driven traced = new Driven(
                driven.mode(), options -> options.withRecorder(new ObservationRecorder(ObservationRegistry.NOOP)))) {
            RecordingRecorder late = new RecordingRecorder();
            Running call = traced.guard("partner", Chain.class)
                    .start(() -> Reaction.returns("a").after(100));
            traced.engine().watch(late);
            traced.advance(100);

            assertThat(call.ended().value()).isEqualTo("a");
            assertThat(late.events()).as("whose beginning nobody saw").isEmpty();
        }
    }

    @EveryDriver
    void a_tracer_that_comes_late_and_leaves_in_the_middle_of_a_call_finds_its_end(Driven driven) {
        DrivenGuard guard = driven.guard("partner", Chain.class);
        guard.call(() -> Reaction.returns("a"));
        driven.engine().watch(observed.recorder);
        Running call =
                guard.start(new Attempts(Reaction.fails(new IOException()).after(10), Reaction.returns("a")));
        driven.engine().unwatch(observed.recorder);
        driven.advance(100);
        assertThat(call.ended().value()).isEqualTo("a");
        guard.call(() -> Reaction.returns("a"));

        assertThat(observed.events(call()))
                .containsExactly("retry (retry: again after 50ms)", "verdict (retry: kept, recovered)");
        assertThat(keys(call())).containsEntry("outcome", "success");
    }

    @EveryDriver
    void handlers_that_fail_harm_no_call_and_leave_no_scope_open(Driven driven) {
        ObservationRegistry broken = ObservationRegistry.create();
        broken.observationConfig().observationHandler(new Failing());
        try (Driven traced =
                new Driven(driven.mode(), options -> options.withRecorder(new ObservationRecorder(broken)))) {
            assertThat(traced.guard("partner", Chain.class)
                            .call(new Attempts(Reaction.fails(new IOException()), Reaction.returns("a")))
                            .value())
                    .isEqualTo("a");
            assertThat(broken.getCurrentObservationScope()).isNull();
        }
    }

    /** Fails wherever it is told anything but a beginning. */
    private static final class Failing implements ObservationHandler<Observation.Context> {
        @Override
        public boolean supportsContext(Observation.Context context) {
            return true;
        }

        @Override
        public void onEvent(Observation.Event event, Observation.Context context) {
            throw new IllegalStateException("event");
        }

        @Override
        public void onScopeOpened(Observation.Context context) {
            throw new IllegalStateException("scope");
        }

        @Override
        public void onScopeClosed(Observation.Context context) {
            throw new IllegalStateException("end of scope");
        }

        @Override
        public void onStop(Observation.Context context) {
            throw new IllegalStateException("stop");
        }
    }
}
