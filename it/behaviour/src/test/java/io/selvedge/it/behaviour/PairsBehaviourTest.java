package io.selvedge.it.behaviour;

import static io.selvedge.it.behaviour.Resting.assertAtRest;
import static io.selvedge.it.behaviour.Resting.reading;
import static org.assertj.core.api.Assertions.assertThat;

import io.selvedge.annotations.Backoff;
import io.selvedge.annotations.Jitter;
import io.selvedge.annotations.Retry;
import io.selvedge.failures.CallInterruptedException;
import io.selvedge.runtime.Guard;
import io.selvedge.testkit.Driven;
import io.selvedge.testkit.Reaction;
import io.selvedge.testkit.Running;
import java.io.IOException;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Policies that spread, two on one method or one around another, under every driver. */
class PairsBehaviourTest {
    @Retry(maxRetries = 1, backoff = @Backoff(initial = "10ms", jitter = Jitter.NONE))
    @Retention(RetentionPolicy.RUNTIME)
    @interface Retried {}

    private static Driven driven(Driven.Mode mode) {
        Driven driven = Driven.withHands(mode, options -> options);
        driven.engine().serve(PairedTasks.class);
        return driven;
    }

    private static Reaction slow(Object value) {
        return Reaction.returns(value).after(1000);
    }

    private static Reaction fast(Object value) {
        return Reaction.returns(value).after(10);
    }

    private static double shown(Driven driven, String policy, String method, String figure) {
        return reading(driven, policy + " " + PairedTasks.class.getName() + "." + method, figure);
    }

    private static String later(Driven driven, String method) {
        return driven.blocking() ? method : method + "Later";
    }

    // A fan-out of shared runs

    @ParameterizedTest
    @EnumSource
    void equal_slices_of_two_fan_outs_share_a_run(Driven.Mode mode) {
        try (Driven driven = driven(mode)) {
            PairedTasks tasks = new PairedTasks(driven).will((id, run) -> fast("task " + id));
            Running one = driven.started(() -> tasks.loadShared(List.of(1, 2, 3)));
            Running other = driven.started(() -> tasks.loadShared(List.of(3, 2, 4)));
            driven.advance(10);

            assertThat(one.ended().value()).isEqualTo(List.of("task 1", "task 2", "task 3"));
            assertThat(other.ended().value()).isEqualTo(List.of("task 3", "task 2", "task 4"));
            assertThat(tasks.runs()).isEqualTo(4);
            assertThat(shown(driven, "single_flight", later(driven, "shared"), "shared"))
                    .isEqualTo(2);
            assertAtRest(driven);
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_fan_out_that_is_given_up_leaves_its_shared_runs_to_the_other(Driven.Mode mode) {
        try (Driven driven = driven(mode)) {
            PairedTasks tasks = new PairedTasks(driven).will((id, run) -> fast("task " + id));
            Running one = driven.started(() -> tasks.loadShared(List.of(1, 2)));
            Running other = driven.started(() -> tasks.loadShared(List.of(2)));
            driven.advance(5);
            one.giveUp();
            assertThat(shown(driven, "single_flight", later(driven, "shared"), "running"))
                    .as("the run that the other waits for")
                    .isEqualTo(1);
            driven.advance(5);

            assertGaveUp(one);
            assertThat(other.ended().value()).isEqualTo(List.of("task 2"));
            assertAtRest(driven);
        }
    }

    private static void assertGaveUp(Running call) {
        assertThat(call.ended().failure())
                .isInstanceOfAny(
                        InterruptedException.class, CallInterruptedException.class, CancellationException.class);
    }

    @ParameterizedTest
    @EnumSource
    void the_failure_of_a_shared_slice_fails_both_fan_outs_as_the_same_instance(Driven.Mode mode) {
        try (Driven driven = driven(mode)) {
            IOException down = new IOException("down");
            PairedTasks tasks = new PairedTasks(driven)
                    .will((id, run) -> id == 2 ? Reaction.fails(down).after(10) : slow("task " + id));
            Running one = driven.started(() -> tasks.loadShared(List.of(1, 2)));
            Running other = driven.started(() -> tasks.loadShared(List.of(2, 3)));
            driven.advance(10);

            assertThat(one.ended().failure()).isSameAs(down);
            assertThat(other.ended().failure()).isSameAs(down);
            assertAtRest(driven);
        }
    }

    // A fan-out of hedged children

    @ParameterizedTest
    @EnumSource
    void a_slow_child_is_doubled_and_its_loser_holds_nobody(Driven.Mode mode) {
        try (Driven driven = driven(mode)) {
            PairedTasks tasks = new PairedTasks(driven)
                    .will((id, run) ->
                            id == 2 && run == 1 ? slow("slow").stubbornly() : fast("task " + id + ", run " + run));
            Running call = driven.started(() -> tasks.loadHedged(List.of(1, 2, 3)));
            driven.advance(30);

            assertThat(call.ended().value()).isEqualTo(List.of("task 1, run 1", "task 2, run 2", "task 3, run 1"));
            assertThat(call.ended().tookMillis()).isEqualTo(30);
            driven.advance(1000);
            assertAtRest(driven);
        }
    }

    @ParameterizedTest
    @EnumSource
    void the_first_failure_ends_every_run_of_every_hedged_child(Driven.Mode mode) {
        try (Driven driven = driven(mode)) {
            IOException down = new IOException("down");
            PairedTasks tasks = new PairedTasks(driven)
                    .will((id, run) -> id == 3 ? Reaction.fails(down).after(15) : slow("never"));
            Running call = driven.started(() -> tasks.loadHedged(List.of(1, 2)));
            Running failing = driven.started(() -> tasks.loadHedged(List.of(3, 4)));
            driven.advance(30);
            assertThat(failing.ended().failure()).isSameAs(down);
            assertThat(tasks.runs()).as("two each, for the call that goes on").isEqualTo(2 + 2 + 2);
            call.giveUp();

            assertGaveUp(call);
            assertAtRest(driven);
        }
    }

    @ParameterizedTest
    @EnumSource
    void each_branch_may_be_doubled_and_stays_that_branch(Driven.Mode mode) {
        try (Driven driven = driven(mode)) {
            PairedTasks tasks =
                    new PairedTasks(driven).will((id, run) -> run == 1 ? slow("slow") : fast("branch " + id));
            Running call = driven.started(() -> tasks.bothBranches());
            driven.advance(30);

            assertThat(call.ended().value()).isEqualTo(List.of("branch 1", "branch 2"));
            assertAtRest(driven);
        }
    }

    // A shared run that is doubled

    @ParameterizedTest
    @EnumSource
    void a_slow_shared_run_is_doubled_once_for_all_who_share_it(Driven.Mode mode) {
        try (Driven driven = driven(mode)) {
            PairedTasks tasks = new PairedTasks(driven).will((id, run) -> run == 1 ? slow("slow") : fast("run " + run));
            List<Running> all = Stream.generate(() -> driven.started(() -> tasks.sharedHedged(7)))
                    .limit(5)
                    .toList();
            driven.advance(30);

            assertThat(all).allSatisfy(each -> assertThat(each.ended().value()).isEqualTo("run 2"));
            assertThat(tasks.runs()).isEqualTo(2);
            assertAtRest(driven);
        }
    }

    @ParameterizedTest
    @EnumSource
    void the_last_one_out_ends_both_runs(Driven.Mode mode) {
        try (Driven driven = driven(mode)) {
            PairedTasks tasks = new PairedTasks(driven).will((id, run) -> slow("never"));
            List<Running> all = Stream.generate(() -> driven.started(() -> tasks.sharedHedged(7)))
                    .limit(3)
                    .toList();
            driven.advance(30);
            assertThat(tasks.runs()).isEqualTo(2);
            all.forEach(Running::giveUp);

            all.forEach(PairsBehaviourTest::assertGaveUp);
            assertAtRest(driven);
        }
    }

    // A retry around each

    @ParameterizedTest
    @EnumSource
    void a_retry_around_a_fan_out_runs_the_whole_again(Driven.Mode mode) {
        try (Driven driven = driven(mode)) {
            PairedTasks tasks = failingOnce(driven);
            Running call = retried(driven, () -> tasks.loadHedged(List.of(1, 2)));
            driven.advance(1000);
            assertThat(call.ended().value()).isEqualTo(List.of("run 2", "run 2"));
            assertThat(call.ended().tookMillis()).isEqualTo(10 + 10 + 10);
            assertAtRest(driven);
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_retry_around_a_shared_run_begins_anew_and_shares_again(Driven.Mode mode) {
        try (Driven driven = driven(mode)) {
            PairedTasks tasks = failingOnce(driven);
            Running one = retried(driven, () -> tasks.sharedHedged(7));
            Running other = retried(driven, () -> tasks.sharedHedged(7));
            driven.advance(1000);
            assertThat(List.of(one, other))
                    .allSatisfy(each -> assertThat(each.ended().value()).isEqualTo("run 2"));
            assertThat(tasks.runs()).isEqualTo(2);
            assertAtRest(driven);
        }
    }

    private static PairedTasks failingOnce(Driven driven) {
        return new PairedTasks(driven)
                .will((id, run) -> run == 1 ? Reaction.fails(new IOException()).after(10) : fast("run " + run));
    }

    private static Running retried(Driven driven, Callable<@Nullable Object> call) {
        Guard retried = driven.engine().guard("retried", Retried.class);
        return driven.started(() -> driven.blocking() ? retried.call(call) : retried.stage(() -> stage(call)));
    }

    @SuppressWarnings("unchecked")
    private static CompletionStage<@Nullable Object> stage(Callable<@Nullable Object> call) throws Exception {
        return (CompletionStage<@Nullable Object>) call.call();
    }

    // Pages, whose methods block

    @Test
    void each_fetch_of_a_page_may_be_doubled() {
        try (Driven driven = driven(Driven.Mode.BLOCKING)) {
            PairedTasks tasks = new PairedTasks(driven)
                    .will((page, run) -> page == 1 && run == 1 ? slow("slow") : fast("page " + page + ", run " + run));
            Running call = driven.started(() -> tasks.pagesHedged(0).stream().toList());
            driven.advance(1000);

            assertThat(call.ended().value()).isEqualTo(List.of("page 0, run 1", "page 1, run 2", "page 2, run 1"));
            assertThat(call.ended().tookMillis()).isEqualTo(10 + 30 + 10);
            assertThat(shown(driven, "hedge", "pagesHedged", "won")).isEqualTo(1);
            assertAtRest(driven);
        }
    }

    @Test
    void who_stops_pulling_leaves_no_run_of_a_doubled_fetch() {
        try (Driven driven = driven(Driven.Mode.BLOCKING)) {
            PairedTasks tasks = new PairedTasks(driven).will((page, run) -> slow("never"));
            Running call = driven.started(() -> tasks.pagesHedged(0).stream().toList());
            driven.advance(30);
            assertThat(tasks.runs()).isEqualTo(2);
            call.giveUp();

            assertGaveUp(call);
            assertAtRest(driven);
        }
    }

    @Test
    void readers_of_the_same_page_share_its_fetch() {
        try (Driven driven = driven(Driven.Mode.BLOCKING)) {
            PairedTasks tasks = new PairedTasks(driven).will((page, run) -> fast("page " + page));
            Running one = driven.started(() -> tasks.pagesShared(0).stream().toList());
            Running other = driven.started(() -> tasks.pagesShared(0).stream().toList());
            driven.advance(5);
            Running late = driven.started(() -> tasks.pagesShared(0).stream().toList());
            driven.advance(1000);

            assertThat(List.of(one, other, late))
                    .allSatisfy(
                            each -> assertThat(each.ended().value()).isEqualTo(List.of("page 0", "page 1", "page 2")));
            assertThat(late.ended().tookMillis()).isEqualTo(25);
            assertThat(tasks.runs()).isEqualTo(3);
            assertAtRest(driven);
        }
    }

    @Test
    void pages_flow_through_a_lazy_fan_out_as_they_are_needed() {
        try (Driven driven = driven(Driven.Mode.BLOCKING)) {
            PairedTasks tasks = new PairedTasks(driven).will((page, run) -> fast("page " + page));
            Running call = driven.started(() -> exported(tasks));
            driven.advance(1000);

            assertThat(call.ended().value()).isEqualTo("page 0, enriched");
            assertThat(tasks.runs()).as("one ahead, of three").isEqualTo(2);
            assertAtRest(driven);
        }
    }

    private static String exported(PairedTasks tasks) throws Exception {
        try (Stream<String> rows = tasks.enrichOneByOne(tasks.pagesHedged(0).stream())) {
            return rows.iterator().next();
        }
    }

    @Test
    void closing_the_export_ends_its_children_and_closes_its_pages() {
        try (Driven driven = driven(Driven.Mode.BLOCKING)) {
            PairedTasks tasks = new PairedTasks(driven).will((page, run) -> fast("row"));
            boolean[] closed = {false};
            Running call = driven.started(() -> {
                Stream<String> pages = tasks.pagesHedged(0).stream().onClose(() -> closed[0] = true);
                try (Stream<String> rows = tasks.enrich(pages)) {
                    return rows.limit(1).toList();
                }
            });
            driven.advance(1000);

            assertThat(call.ended().value()).isEqualTo(List.of("row, enriched"));
            assertThat(closed[0]).isTrue();
            assertAtRest(driven);
        }
    }

    @Test
    void a_retry_around_pulling_reads_from_the_first_page_again() {
        try (Driven driven = driven(Driven.Mode.BLOCKING)) {
            PairedTasks tasks = new PairedTasks(driven)
                    .will((page, run) ->
                            page == 1 && run == 1 ? Reaction.fails(new IOException()) : fast("page " + page));
            Running call = retried(driven, () -> tasks.pagesHedged(0).stream().toList());
            driven.advance(1000);

            assertThat(call.ended().value()).isEqualTo(List.of("page 0", "page 1", "page 2"));
            assertThat(tasks.runs()).isEqualTo(2 + 3);
            assertAtRest(driven);
        }
    }
}
