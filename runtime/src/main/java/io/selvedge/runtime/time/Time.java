package io.selvedge.runtime.time;

import java.util.function.BooleanSupplier;

/**
 * Now, later, pause and chance: the only way in which the engine sees time.
 *
 * <p>Thread-safe.
 */
public interface Time extends AutoCloseable {

    /** Nanoseconds since some fixed moment, never negative, never running backwards. */
    long nanos();

    /**
     * Has the alarm ring once at that moment, never before. Cost and memory do not depend on how many others are armed.
     *
     * @param alarm one that is not armed
     * @param atNanos on the clock of {@link #nanos()}; a moment in the past rings soon
     */
    void arm(Alarm alarm, long atNanos);

    /**
     * Arms an alarm without a look at the clock, if it is used so often that this pays: to ring once, no earlier than its
     * length from now, and later by a hundredth of that at the most, which is 10 ms at the most, beyond what the timer is
     * late itself.
     *
     * @param alarm one that is not armed and has been told {@linkplain LingeringAlarm#lasts how long it lasts}
     * @return whether it is armed; if not, nothing has been done
     */
    default boolean armUndated(LingeringAlarm alarm) {
        return false;
    }

    /**
     * Takes an alarm back and leaves nothing of it behind, but for a {@link LingeringAlarm}, of which something may stay
     * for a second.
     *
     * @return true if the alarm will not ring; false if it has rung, is ringing, or was not armed
     */
    boolean disarm(Alarm alarm);

    /** Blocks the calling thread for at least that long. */
    void pause(long nanos) throws InterruptedException;

    /**
     * Blocks the calling thread until the condition holds or the moment has come. Whoever makes the condition true
     * unparks the thread.
     *
     * @param untilNanos on the clock of {@link #nanos()}, {@link Long#MAX_VALUE} for no end
     * @return whether the condition holds
     */
    boolean await(BooleanSupplier condition, long untilNanos) throws InterruptedException;

    /** A uniformly distributed number, at least 0 and below 1. */
    double random();

    /** Lets the timer's thread go once the last armed alarm has rung or been disarmed. Arming stays possible. */
    @Override
    void close();
}
