package io.selvedge.runtime.drive;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Lets one thread at a time go through something, and once more if it was asked for meanwhile. So what begins children
 * and what their ends ask for is a loop, never a recursion, and no end is overlooked.
 */
final class Rounds {
    private static final int IDLE = 0;
    private static final int UNDER_WAY = 1;
    private static final int ONCE_MORE = 2;

    private final AtomicInteger state = new AtomicInteger(IDLE);

    /** Asks for a round; true if the asker is to see to it, false if whoever goes through will go once more. */
    boolean ask() {
        return state.getAndUpdate(now -> now == IDLE ? UNDER_WAY : ONCE_MORE) == IDLE;
    }

    /** A round is over; whether another one was asked for. */
    boolean again() {
        return state.updateAndGet(now -> now == ONCE_MORE ? UNDER_WAY : IDLE) == UNDER_WAY;
    }
}
