package io.selvedge.guice.plain;

import io.selvedge.guice.tally.Counted;

/** Not woven: an interface with a method that has a body, and one that has a type variable. */
public interface Finder<T> {
    String find(T what);

    @Counted
    default String first() {
        return "first";
    }
}
