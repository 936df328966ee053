package io.selvedge.it.behaviour;

import static io.selvedge.it.behaviour.Resting.assertAtRest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.micrometer.context.ContextSnapshot;
import io.micrometer.context.ContextSnapshotFactory;
import io.selvedge.annotations.Backoff;
import io.selvedge.annotations.Bulkhead;
import io.selvedge.annotations.Jitter;
import io.selvedge.annotations.RateLimit;
import io.selvedge.annotations.Retry;
import io.selvedge.annotations.Timeout;
import io.selvedge.failures.BulkheadFullException;
import io.selvedge.failures.CallTimeoutException;
import io.selvedge.failures.PolicyException;
import io.selvedge.failures.RateLimitedException;
import io.selvedge.runtime.Guard;
import io.selvedge.runtime.drive.Lineage;
import io.selvedge.testkit.Driven;
import io.selvedge.testkit.Roles;
import java.io.IOException;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The time limit of a call holds for everything that is called within, wherever that runs. */
class DeadlineBehaviourTest {
    private final Driven driven = new Driven(Driven.Mode.BLOCKING);
    private final IOException trouble = new IOException("trouble");
    private final Guard second = driven.engine().guard("second", Second.class);

    @Timeout("1s")
    @Retention(RetentionPolicy.RUNTIME)
    @interface Second {}

    @Timeout("1h")
    @Retention(RetentionPolicy.RUNTIME)
    @interface Hour {}

    @Retry(maxRetries = -1, backoff = @Backoff(initial = "300ms", multiplier = 1, jitter = Jitter.NONE))
    @Retention(RetentionPolicy.RUNTIME)
    @interface Again {}

    @RateLimit(permits = 1, per = "10s", maxWait = "1m")
    @Retention(RetentionPolicy.RUNTIME)
    @interface Paced {}

    @Bulkhead(limit = 1, queue = 1)
    @Retention(RetentionPolicy.RUNTIME)
    @interface One {}

    @AfterEach
    void close() {
        assertThat(Thread.interrupted()).isFalse();
        assertThat(Lineage.current().isEmpty()).isTrue();
        driven.close();
    }

    private long millis() {
        return driven.time().nanos() / 1_000_000;
    }

    @Test
    void r4_a_nested_retry_begins_no_wait_that_the_deadline_around_it_would_cut() {
        Guard again = driven.engine().guard("again", Again.class);
        Throwable thrown = catchThrowable(() -> second.call(() -> again.call(() -> {
            throw trouble;
        })));
        assertThat(thrown).isSameAs(trouble);
        assertThat(millis()).as("after 0, 300, 600 and 900 ms").isEqualTo(900);
        assertAtRest(driven);
    }

    @Test
    void a_slot_that_comes_after_the_deadline_is_refused_at_once() throws Exception {
        Guard paced = driven.engine().guard("paced", Paced.class);
        paced.call(() -> "first");
        Throwable thrown = catchThrowable(() -> second.call(() -> paced.call(() -> "never")));
        assertThat(thrown).isInstanceOf(RateLimitedException.class);
        assertThat(millis()).isZero();
        assertAtRest(driven);
    }

    @Test
    void t4_a_nested_line_is_left_at_the_deadline() {
        Guard one = driven.engine().guard("one", One.class);
        CompletableFuture<String> held = new CompletableFuture<>();
        CompletableFuture<String> holder = one.stage(() -> held);
        Throwable thrown = catchThrowable(() -> second.call(() -> one.call(() -> "never")));
        assertThat(thrown).isInstanceOf(CallTimeoutException.class);
        assertThat(((PolicyException) thrown).method()).isEqualTo("second");
        assertThat(millis()).isEqualTo(1000);
        held.complete("a");
        assertThat(holder).isCompletedWithValue("a");
        assertAtRest(driven);
    }

    @Test
    void a_nested_limit_can_only_be_shorter() {
        Guard hour = driven.engine().guard("hour", Hour.class);
        Throwable thrown = catchThrowable(() -> second.call(() -> hour.call(() -> {
            driven.time().pause(1_000_000_000_000L);
            return "never";
        })));
        assertThat(thrown).isInstanceOf(CallTimeoutException.class);
        assertThat(((PolicyException) thrown).method()).isEqualTo("second");
        assertThat(millis()).isEqualTo(1000);
        assertAtRest(driven);
    }

    @Test
    void a_nested_limit_of_a_stage_can_only_be_shorter() {
        Guard hour = driven.engine().guard("hour", Hour.class);
        AtomicReference<@Nullable CompletableFuture<String>> nested = new AtomicReference<>();
        CompletableFuture<String> outer = second.stage(() -> {
            CompletableFuture<String> inner = hour.stage(CompletableFuture<String>::new);
            nested.set(inner);
            return inner.thenApply(String::trim);
        });
        driven.advance(1000);

        assertThat(outer).isCompletedExceptionally();
        assertThat(nested.get()).as("though nobody has cancelled it").isCompletedExceptionally();
        assertAtRest(driven);
    }

    @Test
    void the_deadline_is_over_with_the_call() throws Exception {
        Guard again = driven.engine().guard("again", Again.class);
        assertThat(second.<String>call(() -> "a")).isEqualTo("a");
        driven.advance(5000);
        int[] runs = {0};
        assertThat(again.<String>call(() -> {
                    if (runs[0]++ < 10) {
                        throw trouble;
                    }
                    return "b";
                }))
                .isEqualTo("b");
    }

    @Test
    void another_thread_inherits_it_by_lineage() {
        Guard one = driven.engine().guard("one", One.class);
        CompletableFuture<String> held = new CompletableFuture<>();
        CompletableFuture<String> holder = one.stage(() -> held);
        AtomicReference<@Nullable Throwable> thrown = new AtomicReference<>();
        Throwable outer = catchThrowable(() -> second.call(() -> {
            Lineage lineage = Lineage.current();
            try (Roles roles = new Roles()) {
                roles.start(
                        "handed over",
                        () -> thrown.set(catchThrowable(() -> lineage.call(() -> one.call(() -> "never")))));
                driven.time().awaitParked(1);
                driven.advance(1000);
                Thread.interrupted();
            }
            return "late";
        }));
        assertThat(outer).isInstanceOf(CallTimeoutException.class);
        assertThat(thrown.get()).isInstanceOf(BulkheadFullException.class);
        held.complete("a");
        assertThat(holder).isCompletedWithValue("a");
        assertAtRest(driven);
    }

    @Test
    void another_thread_inherits_it_by_micrometers_context_propagation() {
        Guard paced = driven.engine().guard("paced", Paced.class);
        paced.run(() -> {});
        AtomicReference<@Nullable Throwable> thrown = new AtomicReference<>();
        AtomicReference<@Nullable Boolean> left = new AtomicReference<>();
        second.run(() -> {
            ContextSnapshot snapshot = ContextSnapshotFactory.builder().build().captureAll();
            try (Roles roles = new Roles()) {
                roles.start("handed over", () -> {
                    try (ContextSnapshot.Scope worn = snapshot.setThreadLocals()) {
                        assertThat(worn).isNotNull();
                        thrown.set(catchThrowable(() -> paced.call(() -> "never")));
                    }
                    left.set(Lineage.current().isEmpty());
                });
            }
        });
        assertThat(thrown.get()).as("10 s do not fit into one").isInstanceOf(RateLimitedException.class);
        assertThat(left.get()).isTrue();
    }

    /** An override that calls super after a context has been worn and taken off on its own thread. */
    static class Upper {
        @Bulkhead(limit = 1)
        String name() {
            return "upper";
        }
    }

    static class Lower extends Upper {
        @Bulkhead(limit = 1)
        @Override
        String name() {
            ContextSnapshot snapshot = ContextSnapshotFactory.builder().build().captureAll();
            try (ContextSnapshot.Scope worn = snapshot.setThreadLocals()) {
                assertThat(worn).isNotNull();
            }
            return "lower and " + super.name();
        }
    }

    @Test
    void wearing_a_context_on_ones_own_thread_does_not_make_two_calls_of_one() {
        driven.engine().serve(Upper.class, Lower.class);
        assertThat(new Lower().name()).isEqualTo("lower and upper");
        assertThat(driven.recorder().events())
                .filteredOn(e -> e.startsWith("ended"))
                .hasSize(1);
    }

    @Test
    void t2_wearing_a_context_does_not_hide_an_outer_limit_that_has_rung() {
        Guard half = driven.engine().guard("half", Half.class);
        Throwable thrown = catchThrowable(() -> second.call(() -> {
            ContextSnapshot snapshot = ContextSnapshotFactory.builder().build().captureAll();
            try (ContextSnapshot.Scope worn = snapshot.setThreadLocals()) {
                assertThat(worn).isNotNull();
            }
            assertThat(catchThrowable(() -> half.call(() -> {
                        driven.advance(2000);
                        return "both have rung";
                    })))
                    .isInstanceOf(CallTimeoutException.class);
            driven.time().pause(1_000_000_000_000L);
            return "never";
        }));
        assertThat(thrown).isInstanceOf(CallTimeoutException.class);
        assertThat(millis()).as("the outer limit still stops it").isEqualTo(2000);
    }

    @Timeout("500ms")
    @Retention(RetentionPolicy.RUNTIME)
    @interface Half {}
}
