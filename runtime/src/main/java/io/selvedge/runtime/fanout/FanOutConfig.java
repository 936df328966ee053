package io.selvedge.runtime.fanout;

import io.selvedge.annotations.FanOut;
import io.selvedge.annotations.Join;
import io.selvedge.runtime.policy.Problems;
import java.util.HashSet;
import java.util.List;

/**
 * The settings of a fan-out.
 *
 * @param join how children's ends become the call's
 * @param concurrency how many children of a call may run at once, 1 to {@link #MOST}
 * @param batch how many elements a child is given, 1 to {@link #MOST}
 * @param ordered whether a lazy stream keeps the input's order
 * @param branches the names of the other branches, none twice; empty where elements are spread
 */
public record FanOutConfig(Join join, int concurrency, int batch, boolean ordered, List<String> branches) {

    /** More children at once, or elements to a slice, than anybody needs. */
    public static final int MOST = 1_000_000;

    /**
     * Checks the settings.
     *
     * @throws io.selvedge.runtime.policy.BadDefinition with everything that is wrong
     */
    public FanOutConfig {
        branches = List.copyOf(branches);
        Problems problems = new Problems("FanOut");
        checkSizes(problems, concurrency, batch);
        checkTogether(problems, join, batch, branches);
        problems.check();
    }

    static FanOutConfig from(FanOut annotation) {
        return new FanOutConfig(
                annotation.join(),
                annotation.concurrency(),
                annotation.batch(),
                annotation.ordered(),
                List.of(annotation.branches()));
    }

    /** Notes what is wrong with the settings themselves. */
    static void check(Problems problems, FanOut annotation) {
        checkSizes(problems, annotation.concurrency(), annotation.batch());
        checkTogether(problems, annotation.join(), annotation.batch(), List.of(annotation.branches()));
    }

    FanOutConfig withConcurrency(int other) {
        return new FanOutConfig(join, other, batch, ordered, branches);
    }

    FanOutConfig withBatch(int other) {
        return new FanOutConfig(join, concurrency, other, ordered, branches);
    }

    FanOutConfig withJoin(Join other) {
        return new FanOutConfig(other, concurrency, batch, ordered, branches);
    }

    private static void checkSizes(Problems problems, int concurrency, int batch) {
        problems.require(
                        concurrency >= 1 && concurrency <= MOST,
                        "concurrency",
                        concurrency,
                        "must be 1 to " + MOST,
                        "Write how many children may run at once")
                .require(
                        batch >= 1 && batch <= MOST,
                        "batch",
                        batch,
                        "must be 1 to " + MOST,
                        "Write how many elements each child is given");
    }

    private static void checkTogether(Problems problems, Join join, int batch, List<String> branches) {
        boolean forOne = join == Join.RACE || join == Join.ANY;
        problems.require(
                        batch <= 1 || !forOne || !branches.isEmpty(),
                        "batch",
                        batch,
                        "cuts slices, but with join = " + join + " each element runs for itself",
                        "Leave batch out")
                .require(
                        batch <= 1 || branches.isEmpty(),
                        "batch",
                        batch,
                        "cuts slices, but branches are given all arguments as they are",
                        "Leave batch out")
                .require(
                        new HashSet<>(branches).size() == branches.size(),
                        "branches",
                        branches,
                        "names a branch twice",
                        "Name each once");
    }
}
