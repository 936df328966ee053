package io.selvedge.guice.plain;

import io.selvedge.annotations.Fallback;

/** Not woven: what answers for a method is private, and is given the arguments. */
public class Library {
    @Fallback("cached")
    public String load(String title, int page) {
        throw new IllegalStateException("closed");
    }

    private String cached(String title, int page, IllegalStateException why) {
        return title + " " + page + ", since " + why.getMessage();
    }
}
