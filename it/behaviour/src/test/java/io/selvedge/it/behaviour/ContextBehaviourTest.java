package io.selvedge.it.behaviour;

import static io.selvedge.it.behaviour.Resting.assertAtRest;
import static org.assertj.core.api.Assertions.assertThat;

import io.selvedge.annotations.Backoff;
import io.selvedge.annotations.Bulkhead;
import io.selvedge.annotations.Fallback;
import io.selvedge.annotations.Jitter;
import io.selvedge.annotations.Retry;
import io.selvedge.annotations.Timeout;
import io.selvedge.runtime.drive.ContextCarrier;
import io.selvedge.testkit.Driven;
import io.selvedge.testkit.Roles;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The caller's context: taken once, worn wherever code of the caller's runs, and taken off again. */
class ContextBehaviourTest {
    private static final ThreadLocal<@Nullable String> USER = new ThreadLocal<>();

    /** Carries one thread-local and counts. */
    private static final class Carrier implements ContextCarrier {
        final AtomicInteger captures = new AtomicInteger();

        @Override
        public Captured capture() {
            captures.incrementAndGet();
            String user = USER.get();
            return () -> {
                String before = USER.get();
                USER.set(user);
                return () -> USER.set(before);
            };
        }
    }

    /** Notes whose context each piece of its code runs in. */
    static class Service {
        final List<String> seen = Collections.synchronizedList(new ArrayList<>());
        final List<CompletableFuture<String>> bodies = Collections.synchronizedList(new ArrayList<>());

        private void note(String where) {
            seen.add(where + " " + USER.get());
        }

        @Fallback("instead")
        @Retry(maxRetries = 1, backoff = @Backoff(initial = "100ms", jitter = Jitter.NONE))
        @Bulkhead(limit = 1, queue = 5)
        CompletionStage<String> call() {
            note("attempt");
            CompletableFuture<String> body = new CompletableFuture<>();
            bodies.add(body);
            return body;
        }

        private CompletionStage<String> instead() {
            note("fallback");
            return CompletableFuture.completedFuture("instead");
        }

        @Bulkhead(limit = 5)
        CompletionStage<String> atOnce() {
            note("attempt");
            return CompletableFuture.completedFuture("a");
        }

        @Timeout(value = "1h", abandon = true)
        String elsewhere() {
            note("elsewhere");
            return Thread.currentThread().getName();
        }
    }

    @Test
    void a5_it_is_taken_once_and_worn_on_every_attempt_and_on_the_fallback() {
        Carrier carrier = new Carrier();
        try (Driven driven = new Driven(Driven.Mode.STAGE_LATER, options -> options.withCarrier(carrier))) {
            driven.engine().serve(Service.class);
            Service service = new Service();
            USER.set("ann");
            CompletableFuture<String> end = service.call().toCompletableFuture();
            USER.set("bob");
            service.bodies.get(0).completeExceptionally(new IOException());
            driven.advance(100);
            service.bodies.get(1).completeExceptionally(new IOException());

            assertThat(end).isCompletedWithValue("instead");
            assertThat(service.seen).containsExactly("attempt ann", "attempt ann", "fallback ann");
            assertThat(carrier.captures).hasValue(1);
            assertThat(USER.get()).as("taken off again").isEqualTo("bob");
            assertAtRest(driven);
        } finally {
            USER.remove();
        }
    }

    @Test
    void a5_who_stood_in_line_runs_in_its_own_context_and_not_in_that_of_who_let_it_in() {
        try (Driven driven = new Driven(Driven.Mode.STAGE_LATER, options -> options.withCarrier(new Carrier()))) {
            driven.engine().serve(Service.class);
            Service service = new Service();
            USER.set("ann");
            CompletableFuture<String> first = service.call().toCompletableFuture();
            USER.set("bob");
            CompletableFuture<String> second = service.call().toCompletableFuture();
            USER.set("carol");
            service.bodies.get(0).complete("a");
            service.bodies.get(1).complete("b");

            assertThat(first).isCompletedWithValue("a");
            assertThat(second).isCompletedWithValue("b");
            assertThat(service.seen).containsExactly("attempt ann", "attempt bob");
            assertThat(USER.get()).isEqualTo("carol");
        } finally {
            USER.remove();
        }
    }

    @Test
    void a_call_that_never_leaves_its_callers_thread_takes_no_context() {
        Carrier carrier = new Carrier();
        try (Driven driven = new Driven(Driven.Mode.STAGE_AT_ONCE, options -> options.withCarrier(carrier))) {
            driven.engine().serve(Service.class);
            Service service = new Service();
            USER.set("ann");
            service.atOnce();
            assertThat(service.seen).containsExactly("attempt ann");
            assertThat(carrier.captures.get())
                    .as("at most when its stage is waited for")
                    .isLessThanOrEqualTo(1);
        } finally {
            USER.remove();
        }
    }

    @Test
    void t3_a_body_that_may_be_abandoned_wears_it_on_its_other_thread() {
        try (Roles roles = new Roles()) {
            Executor threads = task -> roles.start("worker", task::run);
            try (Driven driven = new Driven(
                    Driven.Mode.BLOCKING,
                    options -> options.withCarrier(new Carrier()).withExecutor(threads))) {
                driven.engine().serve(Service.class);
                Service service = new Service();
                USER.set("ann");
                AtomicInteger unused = new AtomicInteger();
                roles.start("caller", () -> {
                    USER.set("bob");
                    assertThat(service.elsewhere()).isEqualTo("worker");
                    unused.incrementAndGet();
                });
                roles.join("caller");
                assertThat(unused).hasValue(1);
                assertThat(service.seen).containsExactly("elsewhere bob");
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        } finally {
            USER.remove();
        }
    }
}
