package io.selvedge.it.behaviour;

import io.selvedge.annotations.Cursor;
import io.selvedge.annotations.Each;
import io.selvedge.annotations.FanOut;
import io.selvedge.annotations.Hedge;
import io.selvedge.annotations.Key;
import io.selvedge.annotations.Paginated;
import io.selvedge.annotations.SingleFlight;
import io.selvedge.testkit.Driven;
import io.selvedge.testkit.Reaction;
import io.selvedge.values.Page;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Methods under two policies that spread, each in a form that blocks and, where there is one, a form of stages. */
class PairedTasks {
    /** How a run goes. */
    interface Plan {
        Reaction of(int id, int run);
    }

    private final Driven driven;
    private final Map<Integer, AtomicInteger> runs = new ConcurrentHashMap<>();
    private volatile Plan plan = (id, run) -> Reaction.returns(id);

    PairedTasks(Driven driven) {
        this.driven = driven;
    }

    /** Each run is numbered, from 1, among those of the same id. */
    PairedTasks will(Plan next) {
        plan = next;
        return this;
    }

    /** How many have begun, over all ids. */
    int runs() {
        return runs.values().stream().mapToInt(AtomicInteger::get).sum();
    }

    private Reaction next(int id) {
        return plan.of(
                id, runs.computeIfAbsent(id, first -> new AtomicInteger()).incrementAndGet());
    }

    private @Nullable Object react(int id) throws Exception {
        return driven.react(next(id));
    }

    @SuppressWarnings("unchecked")
    private CompletionStage<@Nullable Object> reactLater(int id) throws Exception {
        return (CompletionStage<@Nullable Object>) driven.react(next(id));
    }

    /** The same as the one element of a list; a stage of it can be cancelled as the method's own. */
    @SuppressWarnings({"unchecked", "NullAway"}) // what is reacted with is this very list
    private List<@Nullable Object> reactAlone(int id) throws Exception {
        return (List<@Nullable Object>) driven.react(alone(next(id)));
    }

    @SuppressWarnings("unchecked")
    private CompletionStage<List<@Nullable Object>> reactAloneLater(int id) throws Exception {
        return (CompletionStage<List<@Nullable Object>>) driven.react(alone(next(id)));
    }

    /** With a list of the value in its place. */
    static Reaction alone(Reaction one) {
        return one.failure() == null
                ? new Reaction(Collections.singletonList(one.value()), null, one.takes(), one.stubborn())
                : one;
    }

    @Nullable Object loadShared(List<Integer> ids) throws Exception {
        return driven.blocking() ? shared(ids) : sharedLater(ids);
    }

    @FanOut(concurrency = 5)
    @SingleFlight
    List<@Nullable Object> shared(@Each @Key List<Integer> ids) throws Exception {
        return reactAlone(ids.get(0));
    }

    @FanOut(concurrency = 5)
    @SingleFlight
    CompletionStage<List<@Nullable Object>> sharedLater(@Each @Key List<Integer> ids) throws Exception {
        return reactAloneLater(ids.get(0));
    }

    @Nullable Object loadHedged(List<Integer> ids) throws Exception {
        return driven.blocking() ? hedged(ids) : hedgedLater(ids);
    }

    @FanOut(concurrency = 5)
    @Hedge(after = "20ms", budgetFloor = 10, idempotent = true)
    List<@Nullable Object> hedged(@Each List<Integer> ids) throws Exception {
        return reactAlone(ids.get(0));
    }

    @FanOut(concurrency = 5)
    @Hedge(after = "20ms", budgetFloor = 10, idempotent = true)
    CompletionStage<List<@Nullable Object>> hedgedLater(@Each List<Integer> ids) throws Exception {
        return reactAloneLater(ids.get(0));
    }

    @Nullable Object bothBranches() throws Exception {
        return driven.blocking() ? branches() : branchesLater();
    }

    @FanOut(branches = "second")
    @Hedge(after = "20ms", budgetFloor = 10, idempotent = true)
    List<@Nullable Object> branches() throws Exception {
        return reactAlone(1);
    }

    List<@Nullable Object> second() throws Exception {
        return reactAlone(2);
    }

    @FanOut(branches = "secondLater")
    @Hedge(after = "20ms", budgetFloor = 10, idempotent = true)
    CompletionStage<List<@Nullable Object>> branchesLater() throws Exception {
        return reactAloneLater(1);
    }

    CompletionStage<List<@Nullable Object>> secondLater() throws Exception {
        return reactAloneLater(2);
    }

    @Nullable Object sharedHedged(int id) throws Exception {
        return driven.blocking() ? one(id) : oneLater(id);
    }

    @SingleFlight
    @Hedge(after = "20ms", budgetFloor = 10, idempotent = true)
    @Nullable Object one(@Key int id) throws Exception {
        return react(id);
    }

    @SingleFlight
    @Hedge(after = "20ms", budgetFloor = 10, idempotent = true)
    CompletionStage<@Nullable Object> oneLater(@Key int id) throws Exception {
        return reactLater(id);
    }

    /** Three pages of a row each. */
    @Paginated
    @Hedge(after = "20ms", budgetFloor = 10, idempotent = true)
    Page<String> pagesHedged(@Cursor int page) throws Exception {
        return page(page);
    }

    @Paginated
    @SingleFlight
    Page<String> pagesShared(@Cursor @Key int page) throws Exception {
        return page(page);
    }

    private Page<String> page(int page) throws Exception {
        List<String> rows = List.of(String.valueOf(react(page)));
        return page == 2 ? Page.last(rows) : Page.of(rows, page + 1);
    }

    @FanOut(concurrency = 2)
    Stream<String> enrich(@Each Stream<String> rows) {
        return rows.map(row -> row + ", enriched");
    }

    @FanOut(concurrency = 1)
    Stream<String> enrichOneByOne(@Each Stream<String> rows) {
        return rows.map(row -> row + ", enriched");
    }
}
