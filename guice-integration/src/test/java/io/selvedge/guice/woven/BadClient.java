package io.selvedge.guice.woven;

import io.selvedge.guice.tally.Counted;

/** Wrong in one place, and shares a name with what is set otherwise. */
public class BadClient {
    @Counted(group = -3)
    public void call() {}

    @Counted(name = "clients", group = 1)
    public void shared() {}
}
