package io.selvedge.runtime.time;

/** Lets an actor begin at another moment each time, so that it also meets the later steps of a long opponent. */
final class AnyMoment {
    private static final int LONGEST = 32;

    private static int turn;

    private AnyMoment() {}

    /** Races on the turn do no harm. */
    static void await() {
        for (int spins = turn++ % LONGEST; spins > 0; spins--) {
            Thread.onSpinWait();
        }
    }
}
