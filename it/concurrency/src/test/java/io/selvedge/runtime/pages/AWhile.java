package io.selvedge.runtime.pages;

/** Long enough for the other side to come in between, now and then. */
final class AWhile {
    private static final int SPINS = 50;

    /** How often to look for the other side, which may be some way behind. */
    static final int LOOKS = 60;

    private AWhile() {}

    static void pass() {
        for (int i = 0; i < SPINS; i++) {
            Thread.onSpinWait();
        }
    }
}
