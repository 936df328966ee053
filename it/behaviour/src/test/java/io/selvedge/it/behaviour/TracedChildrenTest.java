package io.selvedge.it.behaviour;

import static io.selvedge.it.behaviour.Observed.keys;
import static io.selvedge.it.behaviour.Observed.parentOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.observation.Observation;
import io.selvedge.annotations.Backoff;
import io.selvedge.annotations.Cursor;
import io.selvedge.annotations.Each;
import io.selvedge.annotations.Fallback;
import io.selvedge.annotations.FanOut;
import io.selvedge.annotations.Hedge;
import io.selvedge.annotations.Jitter;
import io.selvedge.annotations.Paginated;
import io.selvedge.annotations.Retry;
import io.selvedge.annotations.SingleFlight;
import io.selvedge.annotations.Timeout;
import io.selvedge.runtime.Engine;
import io.selvedge.runtime.EngineOptions;
import io.selvedge.runtime.drive.ContextCarrier;
import io.selvedge.runtime.micrometer.ObservedCall;
import io.selvedge.values.Page;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Children, and other parts of a call that run elsewhere, as they are observed: woven, on real threads. */
class TracedChildrenTest {
    private final Observed observed = new Observed();
    // Without a carrier of contexts, so that all that is carried is ours.
    private final Engine engine = Engine.start(
            EngineOptions.standard().withCarrier(ContextCarrier.NONE).withRecorder(observed.recorder));
    private final Shop shop = new Shop(observed);

    @AfterEach
    void everythingHasEnded() {
        engine.close();
        observed.assertAtRest();
    }

    private Shop served() {
        engine.serve(Shop.class);
        return shop;
    }

    static class Shop {
        private final Observed observed;
        final AtomicInteger runs = new AtomicInteger();
        final CountDownLatch second = new CountDownLatch(1);

        Shop(Observed observed) {
            this.observed = observed;
        }

        @FanOut(concurrency = 3)
        @Retry(maxRetries = 1, backoff = @Backoff(initial = "1ms", jitter = Jitter.NONE))
        List<Integer> prices(@Each List<Integer> ids) throws IOException {
            observed.user("price " + ids.get(0));
            if (runs.incrementAndGet() == 1) {
                throw new IOException();
            }
            return ids;
        }

        @FanOut(concurrency = 3)
        CompletionStage<List<Integer>> pricesLater(@Each List<Integer> ids) {
            observed.user("price " + ids.get(0));
            return CompletableFuture.completedFuture(ids);
        }

        @FanOut(concurrency = 2)
        Stream<Integer> stream(@Each Stream<Integer> ids) {
            return ids.peek(id -> observed.user("price " + id));
        }

        @Hedge(after = "1ms", idempotent = true)
        String slow() throws InterruptedException {
            observed.user("slow");
            if (runs.incrementAndGet() > 1) {
                second.countDown();
                return "a";
            }
            second.await();
            Thread.sleep(TimeUnit.MINUTES.toMillis(1)); // until it is interrupted, since it has lost
            return "b";
        }

        @SingleFlight
        String shared() {
            observed.user("shared");
            return "a";
        }

        @Paginated
        Page<Integer> pages(@Cursor int page) {
            observed.user("page " + page);
            return page < 3 ? Page.of(List.of(page), page + 1) : Page.last(List.of(page));
        }

        @Timeout(value = "1m", abandon = true)
        String elsewhere() {
            observed.user("elsewhere");
            return "a";
        }

        @Fallback("instead")
        String failing() throws IOException {
            throw new IOException();
        }

        private String instead() {
            observed.user("instead");
            return "b";
        }
    }

    private void assertChildrenOf(Observation.Context call, String policy, int count) {
        assertThat(observed.named(ObservedCall.CHILD)).hasSize(count).allSatisfy(child -> {
            assertThat(parentOf(child)).isSameAs(call);
            assertThat(keys(child))
                    .isEqualTo(Map.of("method", keys(call).get("method"), "policy", policy, "outcome", "success"));
        });
    }

    private void assertEachWithinAChild(String prefix, int count) {
        for (int i = 1; i <= count; i++) {
            assertThat(observed.named(prefix + i))
                    .isNotEmpty()
                    .allSatisfy(inside -> assertThat(observed.named(ObservedCall.CHILD))
                            .contains((Observation.Context) parentOf(inside)));
        }
    }

    @Test
    void each_element_of_a_fan_out_is_a_child_of_the_call_with_its_own_attempts() throws Exception {
        assertThat(served().prices(List.of(1, 2, 3, 4))).containsExactly(1, 2, 3, 4);

        Observation.Context call = observed.only(ObservedCall.CALL);
        assertThat(call.getContextualName()).isEqualTo("TracedChildrenTest$Shop.prices");
        assertChildrenOf(call, "fan_out", 4);
        assertEachWithinAChild("price ", 4);
        assertThat(observed.named(ObservedCall.CHILD).stream().flatMap(child -> observed.events(child).stream()))
                .containsExactly("retry (retry: again after 1ms)", "verdict (retry: kept, recovered)");
        assertThat(observed.events(call)).containsExactly("spread (fan_out: spread over 4)");
    }

    @Test
    void so_is_each_of_one_that_returns_a_stage() {
        assertThat(served().pricesLater(List.of(1, 2, 3)).toCompletableFuture().join())
                .containsExactly(1, 2, 3);

        assertChildrenOf(observed.only(ObservedCall.CALL), "fan_out", 3);
        assertEachWithinAChild("price ", 3);
    }

    @Test
    void so_is_each_of_a_lazy_one_though_the_call_is_over_before() {
        try (Stream<Integer> prices = served().stream(Stream.of(1, 2, 3))) {
            assertThat(prices).containsExactly(1, 2, 3);
        }
        assertChildrenOf(observed.only(ObservedCall.CALL), "fan_out", 3);
        assertEachWithinAChild("price ", 3);
    }

    @Test
    void a_hedge_is_another_child() throws Exception {
        assertThat(served().slow()).isEqualTo("a");
        observed.assertAtRest();

        Observation.Context call = observed.only(ObservedCall.CALL);
        assertThat(observed.named(ObservedCall.CHILD))
                .hasSizeGreaterThanOrEqualTo(2)
                .allSatisfy(child -> assertThat(parentOf(child)).isSameAs(call));
        assertThat(observed.named("slow"))
                .allSatisfy(inside -> assertThat(observed.named(ObservedCall.CHILD))
                        .contains((Observation.Context) parentOf(inside)));
    }

    @Test
    void a_shared_run_is_a_child_of_the_call_that_began_it() {
        assertThat(served().shared()).isEqualTo("a");

        assertChildrenOf(observed.only(ObservedCall.CALL), "single_flight", 1);
        assertThat(parentOf(observed.only("shared"))).isSameAs(observed.only(ObservedCall.CHILD));
    }

    @Test
    void a_fetch_of_a_page_belongs_to_whoever_reads() {
        Page<Integer> page = served().pages(1);
        Observation reader = Observation.start("reader", observed.registry);
        reader.scoped(() -> assertThat(page.stream()).containsExactly(1, 2, 3));
        reader.stop();

        List<Observation.Context> fetches = observed.named(ObservedCall.CHILD);
        assertThat(fetches)
                .hasSize(3)
                .allSatisfy(fetch -> assertThat(keys(fetch)).containsEntry("policy", "paginated"));
        assertThat(fetches.stream().map(Observed::parentOf)).contains(reader.getContext());
        assertEachWithinAChild("page ", 3);
    }

    @Test
    void what_runs_elsewhere_for_a_call_is_within_it() {
        assertThat(served().elsewhere()).isEqualTo("a");

        assertThat(parentOf(observed.only("elsewhere"))).isSameAs(observed.only(ObservedCall.CALL));
        assertThat(observed.named(ObservedCall.CHILD)).isEmpty();
    }

    @Test
    void so_is_a_fallback_and_what_it_answers_is_no_error() throws IOException {
        assertThat(served().failing()).isEqualTo("b");

        Observation.Context call = observed.only(ObservedCall.CALL);
        assertThat(parentOf(observed.only("instead"))).isSameAs(call);
        assertThat(observed.events(call)).containsExactly("fallback (fallback: diverted)");
        assertThat(keys(call)).containsEntry("outcome", "fallback");
        assertThat(call.getError()).isNull();
    }

    @Test
    void where_a_predicate_wants_no_children_they_are_part_of_the_call() throws Exception {
        observed.registry.observationConfig().observationPredicate((name, context) -> !name.equals(ObservedCall.CHILD));
        served().prices(List.of(1, 2, 3));

        Observation.Context call = observed.only(ObservedCall.CALL);
        assertThat(parentOf(observed.named("price 2").get(0))).isSameAs(call);
        assertThat(observed.events(call))
                .containsExactly(
                        "retry (retry: again after 1ms)",
                        "verdict (retry: kept, recovered)",
                        "spread (fan_out: spread over 3)");
    }
}
