package io.selvedge.runtime.fanout;

import io.selvedge.runtime.policy.Spread.Child;

/** Where children come from: a cursor from which each is pulled once. Thread-safe unless it says otherwise. */
interface Source {

    /**
     * Fills in the next child, numbered from 0 in the order of the input.
     *
     * @return false if there is none any more
     * @throws Throwable what the input throws when it is read
     */
    boolean next(Child child) throws Throwable;

    /** Whether {@link #next} may have to wait for the input. */
    boolean waits();

    /** How many there have been, once there is none any more. */
    int children();

    /** How many there will be, or a guess where that shows only at the end. */
    int expected();

    /** How many elements that child was given. */
    int elements(long index);
}
