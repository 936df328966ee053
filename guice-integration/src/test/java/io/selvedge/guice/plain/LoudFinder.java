package io.selvedge.guice.plain;

import io.selvedge.guice.tally.Counted;

/** Not woven: guarded as a whole, and calls what it overrides. */
@Counted
public class LoudFinder extends TextFinder {
    @Override
    public String find(String what) {
        return super.find(what) + "!";
    }

    protected String quietly() {
        return "";
    }
}
