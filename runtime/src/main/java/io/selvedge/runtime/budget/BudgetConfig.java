package io.selvedge.runtime.budget;

import io.selvedge.runtime.policy.Problems;

/**
 * How much a budget earns; whoever makes one from an annotation checks it with {@link #check}.
 *
 * @param share how many extra attempts each call earns, 0 to 1
 * @param perSecond how many extra attempts a second are earned besides, 0 to 1,000,000; not both 0
 */
public record BudgetConfig(double share, double perSecond) {
    private static final double MOST_PER_SECOND = 1_000_000;

    /** Notes what is wrong, under the names of the annotation's attributes. */
    public void check(Problems problems, String shareAttribute, String perSecondAttribute) {
        problems.require(
                        share >= 0 && share <= 1,
                        shareAttribute,
                        share,
                        "must be 0 to 1",
                        "Write the share of calls that may cause an extra run, such as 0.1")
                .require(
                        perSecond >= 0 && perSecond <= MOST_PER_SECOND,
                        perSecondAttribute,
                        perSecond,
                        "must be 0 to 1000000",
                        "Write how many extra runs a second may be made whatever the traffic, such as 1")
                .require(
                        share != 0 || perSecond != 0,
                        shareAttribute,
                        share,
                        "leaves nothing to spend, with " + perSecondAttribute + " = 0",
                        "Let one of the two be above zero");
    }
}
