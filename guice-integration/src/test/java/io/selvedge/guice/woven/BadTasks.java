package io.selvedge.guice.woven;

import com.google.inject.Inject;
import io.selvedge.guice.tally.Counted;

/** Wrong in two places, and needs what is wrong too. */
public class BadTasks {
    @Inject
    BadTasks(BadClient client) {}

    @Counted(group = -1)
    public void one() {}

    @Counted(group = -2)
    public void two() {}
}
