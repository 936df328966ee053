package io.selvedge.runtime.drive;

/**
 * Keeps a thread's {@link CallStack}, which is written with every call, away from what lies in front of it in memory and may
 * belong to another thread, by the two cache lines that are fetched together. Without it, calls of two threads take up
 * to 2.6 times as long, or not, as the collector happens to lay things out.
 */
abstract class StackPadding {
    /** Takes the place behind the object's header, where a field of the subclass would be put otherwise. */
    int p00;

    long p01, p02, p03, p04, p05, p06, p07, p08;
    long p11, p12, p13, p14, p15, p16, p17, p18;
}
