package io.selvedge.runtime.time;

/**
 * Keeps the fields of stripes that lie side by side in memory apart, by the two cache lines that are fetched together:
 * without it, two threads at different stripes take up to twice as long.
 */
abstract class StripePadding {
    long p01, p02, p03, p04, p05, p06, p07, p08;
    long p11, p12, p13, p14, p15, p16, p17, p18;
}
