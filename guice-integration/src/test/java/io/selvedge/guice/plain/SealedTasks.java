package io.selvedge.guice.plain;

import io.selvedge.guice.tally.Counted;

/** Not woven, and in a class that cannot be extended. */
public final class SealedTasks {
    @Counted
    public String find() {
        return "found";
    }
}
