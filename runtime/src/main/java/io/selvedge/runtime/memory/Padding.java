package io.selvedge.runtime.memory;

/**
 * Keeps the fields of a subclass away from what lies in front of the object in memory, which may belong to another thread,
 * by the two cache lines that are fetched together.
 */
public abstract class Padding {
    /** Takes the place behind the object's header, where a field of the subclass would be put otherwise. */
    int p00;

    long p01, p02, p03, p04, p05, p06, p07, p08;
    long p11, p12, p13, p14, p15, p16, p17, p18;
}
