package io.selvedge.runtime.drive;

/** One that keeps away from what lies behind it in memory, as its thread's {@link CallStack} does. */
final class PaddedCall extends BlockingCall {
    long p01, p02, p03, p04, p05, p06, p07, p08;
    long p11, p12, p13, p14, p15, p16, p17, p18;

    PaddedCall(CallStack stack, int level) {
        super(stack, level);
    }
}
