package io.selvedge.runtime.drive;

import io.selvedge.runtime.record.CallTrace;
import org.jspecify.annotations.Nullable;

/**
 * What lies behind a door of a call under way: the policies further in, and the method. Immutable; may be walked by many
 * threads at once.
 *
 * @param first how many policies are outside
 * @param trace follows the call whose door it is, or {@code null} if nobody does
 */
record Inner(
        Plan plan,
        @Nullable Object self,
        int first,
        Body body,
        @Nullable CallTrace trace) {

    /** Tells those who measure the policy at that door of the children that it begins. */
    ChildTally tally() {
        return new ChildTally(plan.stages[first - 1].recorder(), plan.environment.time());
    }

    /** The same, but whoever walks it is a child of what the calling thread works for. */
    Inner here() {
        return trace == null ? this : new Inner(plan, self, first, body, trace.here());
    }
}
