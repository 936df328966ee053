package io.selvedge.guice.woven;

import io.selvedge.guice.tally.Counted;

/** Wants its inherited methods guarded, which a policy on the class does not do. */
@Counted
public class Empty extends Adapter {}
