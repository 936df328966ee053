package io.selvedge.guice.woven;

import io.selvedge.guice.tally.Counted;

/** Carries a policy where it reaches nobody. */
public interface Port {
    @Counted
    String send(String text);
}
