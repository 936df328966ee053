package io.selvedge.runtime.time;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * An alarm that one thread arms and disarms again and again. {@link SystemTime} may leave its entry in the timer for a while
 * after it was disarmed, so that to arm it anew takes one step and no lock.
 *
 * <p>Armed and disarmed by one thread at a time; the timer's thread decides against it in one atomic step.
 */
public abstract class LingeringAlarm extends Alarm {
    /*
     * "due" is when to ring. The entry in the timer's heap stands at a moment of its own, which is never later: when it
     * comes up, the timer looks at "due" and rings, moves the entry, or takes it out. So a thread that is in one short
     * call after the other touches the timer once in a while and not with every call.
     *
     * The timer moves an entry first and then reads "due" once more; the thread sets "due" first and then reads where the
     * entry stands. So if the thread wants to be called earlier than the entry is being moved to, one of them sees it.
     */
    /** The timer has no entry: never armed, rung, or taken out at rest. */
    static final long OUT = -1;

    private static final long RESTING = -2;
    private static final VarHandle DUE;
    private static final VarHandle ENTRY;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            DUE = lookup.findVarHandle(LingeringAlarm.class, "due", long.class);
            ENTRY = lookup.findVarHandle(Alarm.class, "atNanos", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** Where its entry is or was; used by the owner only. */
    @Nullable SystemTime home;

    private final boolean lingers;
    /** A moment, {@link #OUT} or RESTING; taken from and to OUT under the lock of its stripe only. */
    volatile long due = OUT;

    /** @param lingers whether it may: the entry of an owner that ends stays for up to a second */
    protected LingeringAlarm(boolean lingers) {
        this.lingers = lingers;
    }

    final boolean lingers() {
        return lingers;
    }

    /** Whether it is to ring, as far as the timer has an entry of it. */
    final boolean armed() {
        return due >= 0;
    }

    /** Arms it if there is an entry, wherever that stands. By the owner. */
    final boolean resume(long atNanos) {
        return due == RESTING && DUE.compareAndSet(this, RESTING, atNanos);
    }

    /** Disarms it and leaves the entry there; false if it has rung or is ringing. By the owner. */
    final boolean rest() {
        long seen = due;
        return seen >= 0 && DUE.compareAndSet(this, seen, RESTING);
    }

    /** Its entry has been taken out by the owner. */
    final void gone() {
        DUE.setRelease(this, OUT);
    }

    /** Where the entry stands. By the owner, after {@link #resume}. */
    final long entryNanos() {
        return (long) ENTRY.getVolatile(this);
    }

    /**
     * What the timer finds when it looks, under the lock.
     *
     * @return {@link #OUT} if it was at rest and is out now; a moment that has come if it is out and must ring; else
     *     when it is to ring
     */
    final long look(long nowNanos) {
        for (; ; ) {
            long seen = due;
            if (seen > nowNanos) {
                return seen;
            }
            if (DUE.compareAndSet(this, seen, OUT)) {
                return seen == RESTING ? OUT : seen;
            }
        }
    }

    /** Says where the entry will stand: there, or earlier if it is to ring earlier. Under the lock. */
    final void stand(long latestNanos) {
        long at = latestNanos;
        for (; ; ) {
            ENTRY.setVolatile(this, at);
            long seen = due;
            if (seen < 0 || seen >= at) {
                return;
            }
            at = seen;
        }
    }
}
