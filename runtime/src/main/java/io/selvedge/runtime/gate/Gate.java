package io.selvedge.runtime.gate;

/**
 * A line of waiters, first come first served, for blocked threads and continuations alike.
 *
 * <p>Thread-safe. No method waits.
 */
public interface Gate {

    /** Reason of a refusal: as many wait as may. */
    String FULL = "full";

    /** Reason of a refusal: the longest wait is over. */
    String WAITED_TOO_LONG = "waited_too_long";

    /** Reason of a refusal: the line was cleared. */
    String CLEARED = "cleared";

    /** What came of asking for a place. */
    enum Joined {
        /** A place was free: the caller is in and {@link Waiter#granted()} will not be called. */
        ENTERED,
        /** In line: {@link Waiter#granted()} will be called unless the waiter withdraws before. */
        WAITING,
        /** Neither; nothing is held. */
        FULL,
        /** This gate has been evicted: ask the policy again. Nothing is held. */
        GONE
    }

    /**
     * Enters, or stands in line.
     *
     * @param waiter one that has not stood in a line yet
     * @throws IllegalStateException if it has
     */
    Joined join(Waiter waiter);

    /**
     * Leaves the line.
     *
     * @return false if the waiter stands there no longer: the place has been granted, so that it is now the caller's to
     *     give back, or else {@link Waiter#wasSentAway()}; it may be that the waiter is only about to be told
     */
    boolean withdraw(Waiter waiter);

    /**
     * Whether those who stand first in line here are let in so soon, by the last that was heard, that a thread had better
     * keep looking for a while than go to sleep. A guess.
     */
    default boolean letsInSoon() {
        return false;
    }

    /** Tells how long one has waited until it was let in, {@link Long#MAX_VALUE} if it was not, for the next guess. */
    default void letInAfter(long nanos) {}
}
