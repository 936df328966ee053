package io.selvedge.guice.woven;

import io.selvedge.guice.tally.Counted;

/** Woven, and right. */
public class Tasks {
    @Counted
    public String find(long id) {
        return "task " + id;
    }

    @Counted
    public final String last() {
        return hidden();
    }

    @Counted
    private static String hidden() {
        return "last task";
    }
}
