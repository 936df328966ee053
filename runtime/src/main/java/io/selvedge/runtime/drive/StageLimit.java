package io.selvedge.runtime.drive;

import org.jspecify.annotations.Nullable;

/**
 * A time limit on an asynchronous call: what lies behind it goes on as an inner call of the same method, and the first
 * of that one's own end and the alarm decides. At the limit the outer call goes on with the time-out, while the inner
 * one keeps what it holds until its work has really ended, and its outcome is dropped.
 *
 * <p>Used by the thread that has the inner call, and by that of the alarm.
 */
final class StageLimit implements Enclosure, Undo {
    private final LimitedWalk outer;
    private final long atNanos;
    private final StageCall inner;
    private final Wakeup alarm;
    /** Claimed by the first of the inner call's own end and the alarm. */
    private final Turn turn = new Turn();

    private boolean expired;
    /** Why there is no alarm, if the timer could not take it. Known before the inner call goes. */
    private @Nullable Throwable unarmed;

    StageLimit(LimitedWalk outer, long atNanos) {
        this.outer = outer;
        this.atNanos = atNanos;
        this.inner = new StageCall(outer, this);
        this.alarm = new Wakeup(outer.plan.environment, this::expire);
    }

    /** What the inner call is to do first. */
    @FunctionalInterface
    interface Part {
        Heading of(StageCall inner);
    }

    /** Arms the alarm and has the inner call go. */
    Heading begin(Part first) {
        outer.giveTo(inner);
        outer.onCancel(this);
        arm();
        inner.go(heading(first));
        if (unarmed != null) {
            outer.comeBack(this, null);
            return outer.fail(unarmed);
        }
        if (turn.leave()) {
            return Heading.STOP;
        }
        handOver();
        return Heading.OUT;
    }

    /**
     * Has the inner call settle what has ended. The outer one is left first: that may take the time of users, and whoever
     * waits is told of the limit meanwhile.
     */
    Heading settle() {
        outer.giveTo(inner);
        outer.onCancel(this);
        arm();
        if (unarmed == null && turn.leave()) {
            inner.go(Heading.OUT);
            return Heading.STOP;
        }
        goElsewhere();
        outer.comeBack(this, null);
        return unarmed == null ? Heading.OUT : outer.fail(unarmed);
    }

    private void goElsewhere() {
        try {
            new Wakeup(outer.plan.environment, () -> inner.goOn(Heading.OUT)).handOver();
        } catch (Throwable noThread) {
            // Late is better than never: the inner call holds what the outer one held.
            inner.goOn(Heading.OUT);
        }
    }

    /** The limit has come: has the inner call, which is told to end, go without an alarm. */
    Heading leaveBehind(Part first) {
        turn.claim();
        expired = true;
        outer.giveTo(inner);
        // Before it goes: if its work has ended just now, nothing more may be tried.
        inner.cancel();
        inner.go(heading(first));
        outer.comeBack(this, null);
        return Heading.OUT;
    }

    /** A limit that nobody would keep is one that is over: the caller goes on, what runs keeps what it holds. */
    private void arm() {
        try {
            outer.time().arm(alarm, atNanos);
        } catch (Throwable refused) {
            unarmed = refused;
            turn.claim();
            inner.cancel();
        }
        if (outer.cancelled()) {
            inner.cancel();
        }
    }

    private Heading heading(Part first) {
        try {
            return first.of(inner);
        } catch (Throwable bug) {
            return inner.fail(bug);
        }
    }

    @Override
    public void undo() {
        inner.cancel();
    }

    /** The inner call has really ended. */
    @Override
    public void ended(StageCall part) {
        if (turn.claim()) {
            goOn();
        } else if (unarmed == null) {
            tellLate();
        }
    }

    private void tellLate() {
        inner.timePassed();
        inner.plan.stages[inner.first - 1].recorder().late(inner.nanos() - atNanos);
    }

    private void expire() {
        if (turn.claim()) {
            expired = true;
            inner.cancel();
            goOn();
        }
    }

    private void goOn() {
        if (turn.end()) {
            handOver();
            outer.goOn(Heading.OUT);
        }
    }

    private void handOver() {
        if (!expired) {
            outer.time().disarm(alarm);
        }
        outer.comeBack(this, expired ? null : inner);
    }

    long atNanos() {
        return atNanos;
    }

    /** Whether the alarm came first. To be asked once the outer call has gone on. */
    boolean expired() {
        return expired;
    }
}
