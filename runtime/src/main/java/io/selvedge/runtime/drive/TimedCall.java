package io.selvedge.runtime.drive;

import io.selvedge.runtime.policy.Call;
import io.selvedge.runtime.time.Time;

/**
 * What a call knows of time: when it began, by when it must be over, and what the clock said last, which is read only when
 * somebody asks.
 *
 * <p>Used by one thread at a time.
 */
abstract class TimedCall extends Call {
    private static final long UNREAD = -1;
    /** In place of a deadline that has not been found out: see {@link #openDeadline()}. */
    static final long OPEN = Long.MIN_VALUE;

    @SuppressWarnings("NullAway.Init") // a call has no time before it first begins, and is not looked at
    private Time time;

    /** Or {@link #OPEN}. */
    long deadlineNanos;

    private long startedNanos;
    private long clock;

    /** Goes by that clock from now on. */
    final void goBy(Time time) {
        this.time = time;
    }

    /** Begins with that deadline, at a moment that is found out when somebody asks. */
    final void beginNow(long deadlineNanos) {
        clock = UNREAD;
        startedNanos = UNREAD;
        this.deadlineNanos = deadlineNanos;
    }

    /** It is the rest of a call that began then. */
    final void startedAt(long startedNanos) {
        this.startedNanos = startedNanos;
    }

    /** It is the rest of a call that began then, and is to be over by then. */
    final void continueSince(long startedNanos, long untilNanos) {
        this.startedNanos = startedNanos;
        this.deadlineNanos = untilNanos;
    }

    /** Whether it is known when the call began: not if somebody has begun to listen in the middle of it. */
    final boolean isTimed() {
        return startedNanos != UNREAD;
    }

    @Override
    public final boolean clockIsRead() {
        return clock != UNREAD;
    }

    /** Something has taken time: the clock must be read anew. */
    final void timePassed() {
        clock = UNREAD;
    }

    final boolean hasNoDeadline() {
        return deadlineNanos == NO_DEADLINE;
    }

    final boolean fitsDeadline(long waitNanos) {
        return hasNoDeadline() || deadlineNanos() - nanos() > waitNanos;
    }

    /** The moment so long from now, or the end of all time: the length comes from users and may be any. */
    final long after(long nanos) {
        long now = nanos();
        return nanos < Long.MAX_VALUE - now ? now + nanos : Long.MAX_VALUE;
    }

    /** The moment so long from now, or the deadline if that is sooner. */
    final long until(long waitNanos) {
        long now = nanos();
        long deadline = deadlineNanos();
        return waitNanos >= deadline - now ? deadline : now + waitNanos;
    }

    @Override
    public final long nanos() {
        // Read once: a child that is sought while the call goes on already may say that time has passed.
        long now = clock;
        if (now == UNREAD) {
            now = time.nanos();
            clock = now;
        }
        return now;
    }

    @Override
    public final long startedNanos() {
        if (startedNanos == UNREAD) {
            startedNanos = nanos();
        }
        return startedNanos;
    }

    @Override
    public final long deadlineNanos() {
        if (deadlineNanos == OPEN) {
            deadlineNanos = openDeadline();
        }
        return deadlineNanos;
    }

    /** Finds out the deadline, which was left open. By the call's thread. */
    long openDeadline() {
        throw new IllegalStateException("Only a limit that an alarm keeps has an open end");
    }

    /** The clock that the call goes by. */
    public final Time time() {
        return time;
    }
}
