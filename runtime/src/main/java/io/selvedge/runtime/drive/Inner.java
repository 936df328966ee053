package io.selvedge.runtime.drive;

import org.jspecify.annotations.Nullable;

/**
 * What lies behind a door of a call under way: the policies further in, and the method. Immutable; may be walked by many
 * threads at once.
 *
 * @param first how many policies are outside
 */
record Inner(Plan plan, @Nullable Object self, int first, Body body) {

    /** Tells those who measure the policy at that door of the children that it begins. */
    ChildTally tally() {
        return new ChildTally(plan.stages[first - 1].recorder(), plan.environment.time());
    }
}
