package io.selvedge.guice.plain;

import io.selvedge.guice.tally.Counted;
import io.selvedge.guice.tally.Doubled;

/** Not woven, and within Guice's reach, but for a policy that needs more than an interceptor. */
public class WideTasks {
    @Counted
    @Doubled
    public String open() {
        return "open";
    }
}
