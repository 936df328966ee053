package io.selvedge.runtime.pages;

/** A fetch under way. Thread-safe. */
interface Fetch {

    /** Has it interrupted, wherever it runs. Late, or twice, it does nothing. */
    void cancel();
}
