package io.selvedge.runtime.hedge;

import io.selvedge.annotations.Hedge;
import io.selvedge.runtime.budget.BudgetConfig;
import io.selvedge.runtime.policy.BadDefinition;
import io.selvedge.runtime.policy.DurationText;
import io.selvedge.runtime.policy.Problems;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a hedge.
 *
 * @param afterNanos the delay before the next run, above 0; with {@code live} until enough is known
 * @param live how the delay follows the latencies, or {@code null} for a fixed one
 * @param max how many runs may come on top of the first, 1 to 10
 * @param budget what they may cost
 */
public record HedgeConfig(long afterNanos, @Nullable Live live, int max, BudgetConfig budget) {
    private static final long USUAL_FLOOR = 1_000_000;
    private static final int MOST = 10;

    /**
     * A delay that follows the latencies.
     *
     * @param percentile which of them, 50 to 99
     * @param floorNanos the shortest delay, above 0
     * @param ceilingNanos the longest, not below the shortest
     * @param minSamples how many latencies must be known, 1 to {@link RecentLatencies#KEPT}
     */
    public record Live(double percentile, long floorNanos, long ceilingNanos, int minSamples) {}

    /**
     * Checks the settings.
     *
     * @throws BadDefinition with everything that is wrong
     */
    public HedgeConfig {
        Problems problems = new Problems("Hedge");
        check(problems, afterNanos, max);
        budget.check(problems, "budget", "budgetFloor");
        if (live != null) {
            check(problems, live, afterNanos);
        }
        problems.check();
    }

    /**
     * Reads the annotation.
     *
     * @throws BadDefinition with everything that is wrong
     */
    static HedgeConfig from(Hedge annotation, Problems problems) {
        long after = problems.nanos("after", annotation.after(), 0);
        BudgetConfig budget = new BudgetConfig(annotation.budget(), annotation.budgetFloor());
        check(problems, after, annotation.max());
        budget.check(problems, "budget", "budgetFloor");
        Live live = live(annotation, problems, after);
        problems.check();
        return new HedgeConfig(after, live, annotation.max(), budget);
    }

    private static @Nullable Live live(Hedge annotation, Problems problems, long after) {
        if (annotation.percentile() == 0) {
            onlyWithPercentile(problems, "floor", annotation.floor());
            onlyWithPercentile(problems, "ceiling", annotation.ceiling());
            return null;
        }
        Live live = new Live(
                annotation.percentile(),
                problems.nanos("floor", annotation.floor(), Math.min(after, USUAL_FLOOR)),
                problems.nanos("ceiling", annotation.ceiling(), Long.MAX_VALUE),
                annotation.minSamples());
        check(problems, live, after);
        return live;
    }

    private static void onlyWithPercentile(Problems problems, String attribute, String text) {
        problems.require(
                text.isEmpty(),
                attribute,
                text,
                "bounds a delay that follows the latencies, and this one is fixed",
                "Set percentile, such as 95, or leave " + attribute + " out");
    }

    private static void check(Problems problems, long after, int max) {
        problems.require(
                        after > 0,
                        "after",
                        after == 0 ? "" : DurationText.of(after),
                        "must be above zero",
                        "Write how long a run may take before the next one begins, such as \"50ms\"")
                .require(
                        max >= 1 && max <= MOST,
                        "max",
                        max,
                        "must be 1 to " + MOST,
                        "Write how many runs may come on top of the first, or remove @Hedge");
    }

    private static void check(Problems problems, Live live, long after) {
        problems.require(
                        live.percentile() >= 50 && live.percentile() <= 99,
                        "percentile",
                        live.percentile(),
                        "must be 50 to 99",
                        "Write the percentage of runs that are to end before the next one begins, such as 95")
                .require(
                        live.floorNanos() > 0 && live.floorNanos() <= after,
                        "floor",
                        DurationText.of(live.floorNanos()),
                        "must be above zero and not above after",
                        "Let after lie between floor and ceiling: it is the delay until enough is known")
                .require(
                        live.ceilingNanos() >= after,
                        "ceiling",
                        DurationText.of(live.ceilingNanos()),
                        "must not be below after",
                        "Let after lie between floor and ceiling: it is the delay until enough is known")
                .require(
                        live.minSamples() >= 1 && live.minSamples() <= RecentLatencies.KEPT,
                        "minSamples",
                        live.minSamples(),
                        "must be 1 to " + RecentLatencies.KEPT,
                        "Write how many calls must be measured before their percentile serves, such as 100");
    }
}
