package io.selvedge.guice.woven;

import io.selvedge.guice.tally.Counted;

/** Has static methods only. */
public final class Clock {
    private Clock() {}

    @Counted
    public static String tick() {
        return "tick";
    }
}
