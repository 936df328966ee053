package io.selvedge.runtime.time;

/** A lingering alarm that is watched, and its owner. Its timer's clock begins at 0. */
final class Brisk extends LingeringAlarm {
    static final long LENGTH = 1_000_000_000;
    /** When the timer has looked. */
    static final long LOOKED = 10_000_000;
    /** When it looks again. */
    static final long NEXT = 20_000_000;

    private static final int MANY = 256;

    private final Stripe stripe = new Stripe(0);

    Brisk() {
        super(true);
        lasts(LENGTH);
        stripe.add(this, 1, Long.MAX_VALUE, 0);
        rest();
        use(MANY);
        looks(LOOKED);
    }

    void use(int times) {
        for (int i = 0; i < times; i++) {
            resume(Long.MAX_VALUE);
            rest();
        }
    }

    /** As an owner does, who may find that the alarm is watched or not; from that moment on. */
    long armFromNow() {
        long began = SystemTime.now();
        if (!resumeUndated()) {
            resume(began + LENGTH);
        }
        return began;
    }

    boolean ringsInTime(long began) {
        return armed() && ringsAtNanos() >= began + LENGTH;
    }

    /** Whether it is armed, and the timer knows when it rings or looks at it soon. */
    boolean isLookedAtInTime() {
        return armed() && (due >= 0 || entryNanos() <= NEXT);
    }

    void looks(long nowNanos) {
        stripe.pollDue(nowNanos);
    }

    @Override
    protected void ring() {}
}
