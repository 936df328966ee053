package io.selvedge.guice.plain.below;

import io.selvedge.guice.tally.Counted;

/** Not woven. */
public class BelowTasks {
    @Counted
    String drop() {
        return "dropped";
    }
}
