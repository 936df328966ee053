package io.selvedge.guice.woven;

import io.selvedge.guice.tally.Counted;

/** Shares the name of {@link BadClient}, set otherwise. */
public class OtherClient {
    @Counted(name = "clients", group = 2)
    public void shared() {}
}
