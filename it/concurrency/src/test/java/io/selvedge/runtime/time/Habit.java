package io.selvedge.runtime.time;

/** A lingering alarm and its owner, who arms it as {@link SystemTime} does. */
final class Habit extends LingeringAlarm {
    private final Stripe stripe = new Stripe(0);

    /** Its entry stands at that moment, though it was to ring at this one, and now rests. */
    Habit(long entryNanos, long atNanos) {
        super(true);
        stripe.add(this, entryNanos, atNanos, 0);
        rest();
    }

    void arm(long atNanos) {
        if (!resume(atNanos)) {
            stripe.add(this, atNanos, atNanos, 0);
        } else if (entryNanos() > atNanos) {
            stripe.hasten(this, atNanos);
        }
    }

    /** How often it rings at that moment. */
    int rings(long nowNanos) {
        int rings = 0;
        while (stripe.pollDue(nowNanos) != null) {
            rings++;
        }
        return rings;
    }

    Stripe stripe() {
        return stripe;
    }

    @Override
    protected void ring() {}
}
