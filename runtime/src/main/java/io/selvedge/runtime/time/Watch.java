package io.selvedge.runtime.time;

/**
 * How often a timer looks at the entry of a lingering alarm: once in a hundredth of its length, which is a <i>period</i>, while
 * the alarm is armed so often that its owner saves more by leaving the clock alone than it costs the timer to wake up.
 *
 * <p>Guarded by the lock of the alarm's stripe.
 */
final class Watch {
    /** An alarm may be armed for no less than so many periods: so much later may it ring. */
    private static final long PERIODS = 100;

    private static final int LONGEST_PERIOD_NANOS = 10_000_000;
    private static final int SHORTEST_PERIOD_NANOS = 1_000_000;
    /** Armed so often within a period, an alarm is watched; half as often, it is left. */
    private static final long BRISK = 256;

    /** Other entries are looked at so soon after they were put in, and so often while the alarm is being used. */
    static final long SOON_NANOS = 100_000_000;

    /** And so seldom while the alarm stays armed for one and the same call. */
    static final long LATER_NANOS = 1_000_000_000;

    /** And up to so much too early, together with others: the thread wakes once. */
    private static final long EARLY_NANOS = 10_000_000;

    private boolean on;
    private boolean idle;
    /** Read by the alarm's owner as well, once it has seen that the alarm is watched. */
    private int periodNanos;

    private long lookedNanos;
    private long armingsSeen;

    /** The entry has been put in, when the alarm had been armed so often. */
    void begin(long armings, long nowNanos) {
        on = false;
        lookedNanos = nowNanos;
        armingsSeen = armings;
    }

    /** Looks how often the alarm has been armed since the last time, and decides whether to watch it. */
    void look(long armings, long lengthNanos, long nowNanos) {
        long count = armings - armingsSeen;
        idle = count == 0 && !on;
        on = isBrisk(count, lengthNanos, nowNanos - lookedNanos);
        armingsSeen = armings;
        lookedNanos = nowNanos;
    }

    private boolean isBrisk(long count, long lengthNanos, long nanos) {
        if (on) {
            // Left at half the pace only: else one that is armed about so often would go to and fro.
            return 2 * count * periodNanos >= BRISK * nanos;
        }
        long period = Math.min(lengthNanos / PERIODS, LONGEST_PERIOD_NANOS);
        if (period < SHORTEST_PERIOD_NANOS || count < BRISK || count * period < BRISK * nanos) {
            return false;
        }
        periodNanos = (int) period;
        return true;
    }

    boolean isOn() {
        return on;
    }

    /** Not armed since the look before the last one. */
    boolean isIdle() {
        return idle;
    }

    /** Whether the alarm is watched closely enough to be armed for that long without a moment. */
    boolean suits(long lengthNanos) {
        return PERIODS * periodNanos <= lengthNanos;
    }

    /** In how long to look again, counted from the last look. */
    long againNanos() {
        return on ? periodNanos : idle ? LATER_NANOS : SOON_NANOS;
    }

    /** How much too early to look. */
    long earlyNanos() {
        return on ? periodNanos / 2 : EARLY_NANOS;
    }
}
