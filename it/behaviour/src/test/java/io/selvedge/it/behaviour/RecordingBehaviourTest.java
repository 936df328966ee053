package io.selvedge.it.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import io.selvedge.annotations.Backoff;
import io.selvedge.annotations.Bulkhead;
import io.selvedge.annotations.CircuitBreaker;
import io.selvedge.annotations.Fallback;
import io.selvedge.annotations.Jitter;
import io.selvedge.annotations.PolicyOrder;
import io.selvedge.annotations.RateLimit;
import io.selvedge.annotations.Retry;
import io.selvedge.annotations.Timeout;
import io.selvedge.testkit.Driven;
import io.selvedge.testkit.DrivenGuard;
import io.selvedge.testkit.EveryDriver;
import io.selvedge.testkit.Reaction;
import io.selvedge.testkit.Running;
import java.io.IOException;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** What is recorded of each ending: every call once, each event where it happens. */
class RecordingBehaviourTest {
    private final IOException trouble = new IOException("trouble");

    @Retry(maxRetries = 1, backoff = @Backoff(initial = "50ms", jitter = Jitter.NONE))
    @CircuitBreaker(window = 100)
    @RateLimit(permits = 1000, burst = 1000)
    @Timeout("100ms")
    @Bulkhead(limit = 1, queue = 1, maxWait = "30ms")
    @Retention(RetentionPolicy.RUNTIME)
    @interface Chain {}

    @EveryDriver
    void a_call_that_goes_well_is_recorded_once_and_nothing_else_is(Driven driven) {
        driven.guard(Chain.class).call(() -> Reaction.returns("a").after(10));
        assertThat(driven.recorder().events()).containsExactly("ended success after 10ms");
    }

    @EveryDriver
    void a_failure_and_its_retries(Driven driven) {
        DrivenGuard guard = driven.guard(Chain.class);
        guard.call(new Attempts(Reaction.fails(trouble), Reaction.returns("a")));
        guard.call(() -> Reaction.fails(trouble));
        assertThat(driven.recorder().events())
                .containsExactly(
                        "retry: again after 50ms",
                        "retry: kept, recovered",
                        "ended success after 50ms",
                        "retry: again after 50ms",
                        "retry: kept, retries_used_up",
                        "ended failure after 50ms");
    }

    @EveryDriver
    void a_time_out(Driven driven) {
        driven.guard(Chain.class).call(new Attempts(Reaction.returns("late").after(1000), Reaction.returns("a")));
        List<String> told = driven.recorder().events().stream()
                .filter(event -> !event.startsWith("timeout: late"))
                .toList();
        assertThat(told)
                .containsExactly(
                        "timeout: expired",
                        "retry: again after 50ms",
                        "retry: kept, recovered",
                        "ended success after 150ms");
    }

    @Timeout("100ms")
    @Retention(RetentionPolicy.RUNTIME)
    @interface Short {}

    @EveryDriver
    void a_call_that_ends_late(Driven driven) {
        driven.guard(Short.class).call(() -> Reaction.returns("late").after(250).stubbornly());
        driven.advance(1000);
        if (driven.blocking()) {
            assertThat(driven.recorder().events())
                    .as("its caller was held up")
                    .containsExactly("timeout: expired", "ended timeout after 250ms");
        } else {
            assertThat(driven.recorder().events())
                    .containsExactly("timeout: expired", "ended timeout after 100ms", "timeout: late by 150ms");
        }
    }

    @EveryDriver
    void refusals_and_waits(Driven driven) {
        DrivenGuard guard = driven.guard(Chain.class);
        Running holder = guard.start(() -> Reaction.returns("a").after(90));
        Running waits = guard.start(() -> Reaction.returns("b"));
        driven.advance(10);
        guard.call(() -> Reaction.returns("c"));
        driven.advance(80);
        assertThat(holder.isDone() && waits.isDone()).isTrue();
        assertThat(driven.recorder().events())
                .containsExactly(
                        "bulkhead: refused, full",
                        "retry: kept, not_retryable",
                        "ended refused after 0ns",
                        "bulkhead: waited 30ms",
                        "bulkhead: refused, waited_too_long",
                        "retry: kept, not_retryable",
                        "ended refused after 30ms",
                        "ended success after 90ms");
    }

    @EveryDriver
    void who_gives_up(Driven driven) {
        Running running =
                driven.guard(Short.class).start(() -> Reaction.returns("a").after(90));
        driven.advance(40);
        running.giveUp();
        driven.advance(1000);
        assertThat(running.isDone()).isTrue();
        assertThat(driven.recorder().events())
                .containsExactly("ended " + (driven.blocking() ? "interrupted" : "cancelled") + " after 40ms");
    }

    static class Service {
        private final Scripted scripted;

        Service(Driven driven) {
            scripted = new Scripted(driven, Service.class);
        }

        @Fallback("instead")
        @Nullable Object own(Reaction reaction) throws Exception {
            return scripted.run(reaction);
        }

        private @Nullable Object instead(Reaction reaction, IOException failure) {
            return "instead";
        }

        @Fallback("insteadLater")
        CompletionStage<@Nullable Object> ownLater(Reaction reaction) {
            return scripted.stage(reaction);
        }

        private CompletionStage<@Nullable Object> insteadLater(Reaction reaction, IOException failure) {
            return scripted.stage(Reaction.returns("instead"));
        }

        @PolicyOrder({Timeout.class, Fallback.class})
        @Timeout("1s")
        @Fallback("instead")
        @Nullable Object insideLimit(Reaction reaction) throws Exception {
            return scripted.run(reaction);
        }

        @PolicyOrder({Timeout.class, Fallback.class})
        @Timeout("1s")
        @Fallback("insteadLater")
        CompletionStage<@Nullable Object> insideLimitLater(Reaction reaction) {
            return scripted.stage(reaction);
        }

        @PolicyOrder({Retry.class, Fallback.class})
        @Retry(retryIf = "isStandIn", backoff = @Backoff(initial = "10ms", jitter = Jitter.NONE))
        @Fallback("instead")
        @Nullable Object insideRetry(Attempts attempts, int unused) throws Exception {
            return scripted.run(attempts.next());
        }

        private @Nullable Object instead(Attempts attempts, int unused, IOException failure) {
            return "instead";
        }

        @PolicyOrder({Retry.class, Fallback.class})
        @Retry(retryIf = "isStandIn", backoff = @Backoff(initial = "10ms", jitter = Jitter.NONE))
        @Fallback("insteadLater")
        CompletionStage<@Nullable Object> insideRetryLater(Attempts attempts, int unused) {
            return scripted.stage(attempts.next());
        }

        private CompletionStage<@Nullable Object> insteadLater(Attempts attempts, int unused, IOException failure) {
            return scripted.stage(Reaction.returns("instead"));
        }

        private boolean isStandIn(@Nullable Object result) {
            return "instead".equals(result);
        }
    }

    private static String last(Driven driven) {
        List<String> ends = driven.recorder().events().stream()
                .filter(event -> event.startsWith("ended"))
                .toList();
        return ends.get(ends.size() - 1);
    }

    @EveryDriver
    void a_fallback_that_helps_or_is_not_applied(Driven driven) {
        Service service = new Service(driven);
        service.scripted.call(
                () -> service.own(Reaction.fails(trouble)), () -> service.ownLater(Reaction.fails(trouble)));
        service.scripted.call(
                () -> service.own(Reaction.fails(new IllegalStateException())),
                () -> service.ownLater(Reaction.fails(new IllegalStateException())));
        assertThat(driven.recorder().events())
                .containsExactly(
                        "fallback: diverted",
                        "ended fallback after 0ns",
                        "fallback: kept, not_applied",
                        "ended failure after 0ns");
    }

    @EveryDriver
    void a_fallback_inside_a_time_limit_is_still_a_fallback(Driven driven) {
        Service service = new Service(driven);
        service.scripted.call(
                () -> service.insideLimit(Reaction.fails(trouble)),
                () -> service.insideLimitLater(Reaction.fails(trouble)));
        assertThat(last(driven)).isEqualTo("ended fallback after 0ns");
    }

    @EveryDriver
    void an_attempt_of_its_own_after_a_stand_in_is_a_success(Driven driven) {
        Service service = new Service(driven);
        Attempts attempts = new Attempts(Reaction.fails(trouble), Reaction.returns("own"));
        Object value = service.scripted
                .call(() -> service.insideRetry(attempts, 0), () -> service.insideRetryLater(attempts, 0))
                .value();
        assertThat(value).isEqualTo("own");
        assertThat(last(driven)).isEqualTo("ended success after 10ms");
    }

    @EveryDriver
    void whatever_happens_every_call_is_recorded_exactly_once(Driven driven) {
        long seed = Long.getLong("selvedge.seed", System.nanoTime());
        System.out.println("RecordingBehaviourTest draws from -Dselvedge.seed=" + seed);
        Random random = new Random(seed);
        DrivenGuard guard = driven.guard(Chain.class);
        int calls = 200;
        for (int i = 0; i < calls; i++) {
            Reaction ends = random.nextBoolean() ? Reaction.returns("a") : Reaction.fails(trouble);
            Reaction reaction = ends.after(random.nextInt(150));
            Running running = guard.start(() -> reaction);
            driven.advance(random.nextInt(60));
            if (random.nextInt(4) == 0) {
                running.giveUp();
            }
        }
        driven.advance(10_000);
        assertThat(driven.recorder().events())
                .filteredOn(event -> event.startsWith("ended"))
                .hasSize(calls);
        Resting.assertAtRest(driven);
    }
}
