package io.selvedge.runtime.time;

/** Keeps the fields of two stripes that lie side by side in memory out of one cache line (or a pair that is fetched together). */
abstract class StripePadding {
    long p01, p02, p03, p04, p05, p06, p07, p08;
    long p11, p12, p13, p14, p15, p16, p17, p18;
}
