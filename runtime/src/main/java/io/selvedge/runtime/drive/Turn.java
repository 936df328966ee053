package io.selvedge.runtime.drive;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Decides who goes on when one side starts something that another side ends, perhaps before the starter has turned its
 * back: exactly one of them does. So a stage that is complete at once is handled in the starter's loop, however often
 * that repeats, and never by a recursion.
 */
final class Turn {
    private static final int OPEN = 0;
    private static final int ENDED = 1;
    private static final int LEFT = 2;

    private final AtomicInteger state = new AtomicInteger(OPEN);

    /** The ending side is through; true, once, if the starter has left, so that the ending side goes on. */
    boolean end() {
        return state.getAndSet(ENDED) == LEFT;
    }

    /** The starter wants to leave; false if it has ended already, so that the starter goes on. */
    boolean leave() {
        return state.compareAndSet(OPEN, LEFT);
    }
}
