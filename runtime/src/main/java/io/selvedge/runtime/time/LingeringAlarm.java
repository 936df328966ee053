package io.selvedge.runtime.time;

import io.selvedge.runtime.memory.Fields;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An alarm that one thread arms and disarms again and again. {@link SystemTime} may leave its entry in the timer for a while
 * after it was disarmed, so that to arm it anew takes one step and no lock; and where that happens very often, no look at
 * the clock either.
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
     *
     * If the thread arms it very often, the timer watches it closely (see Watch). Then the thread may arm the alarm undated, which is a number that is used only once, and
     * whoever needs the moment first, the timer at its next look or the thread itself, reads the clock and puts the
     * moment in place of that very number. The clock is read after the number was seen, so the alarm never rings early;
     * and it rings late by no more than what has passed between two looks. Only the timer begins to watch and ends it:
     * the thread, when it disarms the alarm, leaves that as it found it.
     */
    /** The timer has no entry: never armed, rung, or taken out at rest. */
    static final long OUT = -1;

    private static final long RESTING = -2;
    private static final long WATCHED_RESTING = -3;
    /** Armed without a moment: this and what lies below. */
    private static final long UNDATED = -4;
    /** Added to a moment: watched. Earlier moments come within a century and a half of the clock's first. */
    private static final long WATCHED = 1L << 62;

    private static final VarHandle DUE = Fields.handle(MethodHandles.lookup(), "due", long.class);
    private static final VarHandle ENTRY = Fields.handle(MethodHandles.lookup(), "atNanos", long.class);
    private static final VarHandle ARMINGS = Fields.handle(MethodHandles.lookup(), "armings", long.class);
    private static final VarHandle LENGTH = Fields.handle(MethodHandles.lookup(), "lengthNanos", long.class);

    /** Where its entry is or was; used by the owner only. */
    @Nullable SystemTime home;

    private final @Nullable Watch watch;
    /** A moment, or one of the above; taken from and to OUT under the lock of its stripe only. */
    volatile long due = OUT;

    /** How often it was armed. Written by the owner. */
    private long armings;
    /** How long the limit is. Written by the owner while the alarm is disarmed. */
    private long lengthNanos;

    /** @param lingers whether it may: the entry of an owner that ends stays for up to a second */
    protected LingeringAlarm(boolean lingers) {
        this.watch = lingers ? new Watch() : null;
    }

    final boolean lingers() {
        return watch != null;
    }

    /** Says how long it will be armed for from now on. By the owner, before it arms the alarm. */
    protected final void lasts(long nanos) {
        if (lengthNanos != nanos) {
            // Whoever sees it sees as well that the alarm was disarmed before.
            LENGTH.setRelease(this, nanos);
        }
    }

    /** Whether it is to ring, as far as the timer has an entry of it. */
    final boolean armed() {
        return isArmed(due);
    }

    private static boolean isArmed(long due) {
        return due >= 0 || due <= UNDATED;
    }

    private static long momentIn(long due) {
        return due & ~WATCHED;
    }

    /** Arms it if there is an entry, wherever that stands. By the owner. */
    final boolean resume(long atNanos) {
        armings++;
        for (; ; ) {
            long seen = due;
            if (seen != RESTING && seen != WATCHED_RESTING) {
                return false;
            }
            long moment = Math.min(atNanos, WATCHED - 1);
            if (DUE.compareAndSet(this, seen, seen == RESTING ? moment : moment | WATCHED)) {
                return true;
            }
        }
    }

    /** Whether it is worth an attempt to arm it undated. By the owner. */
    protected final boolean isWatched() {
        return due == WATCHED_RESTING;
    }

    /** Arms it for its length from now on, if it is watched closely enough for that. By the owner. */
    final boolean resumeUndated() {
        if (!isWatched() || !Objects.requireNonNull(watch).suits(lengthNanos)) {
            return false;
        }
        long number = armings + 1;
        armings = number;
        return DUE.compareAndSet(this, WATCHED_RESTING, UNDATED - number);
    }

    /** Disarms it and leaves the entry there; false if it has rung or is ringing. By the owner. */
    final boolean rest() {
        for (; ; ) {
            long seen = due;
            if (!isArmed(seen)) {
                return false;
            }
            if (DUE.compareAndSet(this, seen, seen >= 0 && seen < WATCHED ? RESTING : WATCHED_RESTING)) {
                return true;
            }
        }
    }

    /** When it rings, or now if it has rung or is ringing. By the owner, after it has armed the alarm. */
    protected final long ringsAtNanos() {
        for (; ; ) {
            long seen = due;
            if (seen >= 0) {
                return momentIn(seen);
            }
            if (seen > UNDATED) {
                return SystemTime.now();
            }
            long dated = dated();
            if (DUE.compareAndSet(this, seen, dated)) {
                return momentIn(dated);
            }
        }
    }

    /** What an undated one becomes that was seen just before. */
    private long dated() {
        long now = SystemTime.now();
        return Math.min((long) LENGTH.getAcquire(this), WATCHED - 1 - now) + now | WATCHED;
    }

    /** Its entry has been taken out by the owner. */
    final void gone() {
        DUE.setRelease(this, OUT);
    }

    /** Where the entry stands. By the owner, after {@link #resume}. */
    final long entryNanos() {
        return (long) ENTRY.getVolatile(this);
    }

    /** Its entry has been put in. Under the lock. */
    final void enter(long atNanos, long nowNanos) {
        if (watch != null) {
            watch.begin(armings, nowNanos);
        }
        due = Math.min(atNanos, WATCHED - 1);
    }

    /**
     * What the timer finds when it looks, under the lock.
     *
     * @return {@link #OUT} if it was at rest and is out now; a moment that has come if it is out and must ring; else
     *     when to look again at the latest
     */
    final long look(long nowNanos) {
        if (watch != null) {
            watch.look((long) ARMINGS.getOpaque(this), (long) LENGTH.getAcquire(this), nowNanos);
        }
        for (; ; ) {
            long seen = due;
            long next = next(seen, nowNanos);
            if (next == seen || DUE.compareAndSet(this, seen, next)) {
                return next == OUT ? (seen >= 0 ? momentIn(seen) : OUT) : lookAgainAt(next, nowNanos);
            }
        }
    }

    /** What stands in place of that. */
    private long next(long seen, long nowNanos) {
        boolean watched = watch != null && watch.isOn();
        if (seen >= 0) {
            long moment = momentIn(seen);
            return moment <= nowNanos ? OUT : watched ? moment | WATCHED : moment;
        }
        if (seen <= UNDATED) {
            return watched ? dated() : momentIn(dated());
        }
        return watched ? WATCHED_RESTING : watch == null || watch.isIdle() ? OUT : RESTING;
    }

    private long lookAgainAt(long next, long nowNanos) {
        long again = watch == null ? Long.MAX_VALUE : nowNanos + watch.againNanos();
        return next >= 0 ? Math.min(momentIn(next), again) : again;
    }

    /** Whether to look at it before its entry's moment, together with others, spares a look later. Under the lock. */
    final boolean isUp(long nowNanos) {
        long seen = due;
        return watch != null && atNanos <= nowNanos + watch.earlyNanos() && (seen < 0 || momentIn(seen) != atNanos);
    }

    /** Says where the entry will stand: there, or earlier if it is to ring earlier. Under the lock. */
    final void stand(long latestNanos) {
        long at = latestNanos;
        for (; ; ) {
            ENTRY.setVolatile(this, at);
            long seen = due;
            if (seen < 0 || momentIn(seen) >= at) {
                return;
            }
            at = momentIn(seen);
        }
    }
}
