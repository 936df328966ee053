package io.selvedge.runtime.drive;

import io.selvedge.runtime.memory.Fields;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Decides who goes on when one side starts something that another side ends, perhaps before the starter has turned its
 * back: exactly one of them does. So a stage that is complete at once is handled in the starter's loop, however often
 * that repeats, and never by a recursion.
 */
final class Turn {
    private static final int OPEN = 0;
    private static final int CLAIMED = 1;
    private static final int ENDED = 2;
    private static final int LEFT = 4;

    private static final VarHandle STATE = Fields.handle(MethodHandles.lookup(), "state", int.class);

    /** What is known of the two sides, together. */
    @SuppressWarnings("unused") // by its handle
    private volatile int state = OPEN;

    /** The ending side wants to tell how it ended; true for the first only, as others' stages may say it twice. */
    boolean claim() {
        return ((int) STATE.getAndBitwiseOr(this, CLAIMED) & CLAIMED) == 0;
    }

    /** The ending side is through; true, once, if the starter has left, so that the ending side goes on. */
    boolean end() {
        return ((int) STATE.getAndBitwiseOr(this, ENDED) & (ENDED | LEFT)) == LEFT;
    }

    /** The starter wants to leave; false if it has ended already, so that the starter goes on. */
    boolean leave() {
        return ((int) STATE.getAndBitwiseOr(this, LEFT) & ENDED) == 0;
    }
}
