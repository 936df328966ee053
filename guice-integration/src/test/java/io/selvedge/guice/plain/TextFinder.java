package io.selvedge.guice.plain;

import io.selvedge.guice.tally.Counted;

/** Not woven: the compiler makes a bridge to its method, with the annotation copied. */
public class TextFinder implements Finder<String> {
    @Counted
    @Override
    public String find(String what) {
        return "found " + what;
    }
}
