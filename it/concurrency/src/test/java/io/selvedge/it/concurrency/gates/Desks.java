package io.selvedge.it.concurrency.gates;

/** State per key, as the tests see it: one call at a time has a key, and so many keys there are at most. */
interface Desks {

    /** What came of asking. */
    enum Met {
        IN,
        BUSY,
        TOO_MANY_KEYS
    }

    Met enter(int key);

    void leave(int key);

    /** Takes idle keys out. */
    void sweep();
}
