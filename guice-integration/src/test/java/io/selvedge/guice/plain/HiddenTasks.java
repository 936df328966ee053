package io.selvedge.guice.plain;

import io.selvedge.guice.tally.Counted;

/** Not woven, and not within Guice's reach. */
public class HiddenTasks {
    @Counted
    private String own() {
        return "own";
    }

    @Counted
    public final String last() {
        return own();
    }

    @Counted
    public static String shared() {
        return "shared";
    }

    @Counted
    public String open() {
        return "open";
    }
}
