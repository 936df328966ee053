package io.selvedge.runtime.time;

/**
 * Something to happen at a moment. May be armed again once it has rung or been disarmed.
 *
 * <p>The fields belong to the {@link Time} that holds the alarm.
 */
public abstract class Alarm {
    /** When to ring, on the clock of the timer that holds this. */
    long atNanos;

    /** Where in the timer's heap, or -1. */
    int index = -1;

    /** Which of the timer's stripes. */
    int stripe;

    /** Called on the timer's thread: must return at once, throw nothing and run no code of users. */
    protected abstract void ring();

    /** Rings. Only for those who implement {@link Time}. */
    public final void ringNow() {
        ring();
    }
}
