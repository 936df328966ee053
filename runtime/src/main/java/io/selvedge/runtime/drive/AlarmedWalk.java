package io.selvedge.runtime.drive;

import io.selvedge.runtime.policy.Limit;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How a blocking call keeps time limits: an alarm interrupts its thread, and the interrupt is taken back at the exit.
 *
 * <p>Confined to that thread.
 */
abstract class AlarmedWalk extends Walk {
    /** The limit holds around the call, of the same thread, that this one was made in. */
    private static final int AROUND = -1;

    final CallStack stack;
    /** For whom the thread works, if the call of which this is a part waits on another. */
    @Nullable Duty duty;
    /** By which others interrupt this thread, while it runs children of this call. */
    @Nullable HandBell bell;

    private InterruptAlarm[] alarms = {};
    /** While the deadline is {@link #OPEN}: where the limit holds that will tell, or {@link #AROUND}. */
    private int openStage;

    AlarmedWalk(CallStack stack) {
        this.stack = stack;
    }

    /** Made up when it is first asked for: nobody can mean this call before. */
    @Override
    public final long id() {
        if (id == NO_ID) {
            id = stack.newId();
        }
        return id;
    }

    final Heading limitHere(Limit limit) {
        InterruptAlarm alarm = alarm(position - 1);
        if (hasNoDeadline() && !clockIsRead() && alarm.startUndated(time(), limit.nanos())) {
            openStage = position - 1;
            deadlineNanos = OPEN;
            return Heading.IN;
        }
        long outer = deadlineNanos();
        // The limits around interrupt this thread only where it is theirs as well.
        long at = onThread(parent) == null ? Math.min(outer, after(limit.nanos())) : after(limit.nanos());
        alarm.start(time(), at, outer);
        deadlineNanos = Math.min(outer, at);
        return Heading.IN;
    }

    @Override
    final long deadlineWithin(Scope around) {
        AlarmedWalk outer = onThread(around);
        if (outer != null && outer.deadlineNanos == OPEN && outer.time() == time()) {
            openStage = AROUND;
            return OPEN;
        }
        return super.deadlineWithin(around);
    }

    @Override
    final long openDeadline() {
        return openStage == AROUND
                ? super.deadlineWithin(Objects.requireNonNull(parent))
                : alarms[openStage].limitNanos();
    }

    private InterruptAlarm alarm(int stage) {
        if (alarms.length <= stage) {
            alarms = Arrays.copyOf(alarms, passes.length);
        }
        if (alarms[stage] == null) {
            alarms[stage] = new InterruptAlarm(stack);
        }
        return alarms[stage];
    }

    final void liftHere(Limit limit) {
        InterruptAlarm alarm = alarms.length > position ? alarms[position] : null;
        if (alarm == null || !alarm.started()) {
            // The timer could not take it, which is what the call fails with.
            return;
        }
        long limitNanos = isRefused() ? alarm.limitNanos() : NO_DEADLINE;
        deadlineNanos = alarm.outerDeadline();
        if (alarm.stop(time())) {
            takeBack(alarm, failure instanceof InterruptedException);
            expire(limit);
        } else if (ranOutOfTime(limitNanos)) {
            expire(limit);
        }
    }

    /**
     * Leaves the flag as it would be without our interrupt.
     *
     * @param consumed whether what was interrupted has answered with an {@link InterruptedException}
     */
    final void takeBack(InterruptAlarm alarm, boolean consumed) {
        InterruptAlarm outer = rungAround(position);
        if (outer != null && alarm.foundFlagUp()) {
            outer.findFlagUp();
        }
        if (outer != null || isLeftBehind() || (alarm.foundFlagUp() && consumed)) {
            // One flag stood for two interrupts, and may be spent: the other one still wants the thread to stop.
            Thread.currentThread().interrupt();
        } else if (!alarm.foundFlagUp() && !consumed) {
            // The interrupt was ours and nobody has consumed it. An InterruptedException would have.
            boolean unused = Thread.interrupted();
            if (rungAround(position) != null || isLeftBehind()) {
                // Another one has come since we looked, and went with ours.
                Thread.currentThread().interrupt();
            }
        }
    }

    /** The nearest limit further out that has interrupted this thread: at a stage before that one, or around the call. */
    private @Nullable InterruptAlarm rungAround(int stage) {
        for (int i = stage - 1; i >= first; i--) {
            Limit limit = limitAt(i);
            if (limit != null && !limit.elsewhere() && alarms[i].interrupted()) {
                return alarms[i];
            }
        }
        AlarmedWalk outer = onThread(parent);
        return outer == null ? null : outer.rungWithin();
    }

    private @Nullable InterruptAlarm rungWithin() {
        return bell != null && bell.interrupted() ? bell : rungAround(position);
    }

    /** Whether the caller of this walk, or of one around it, has left this thread behind with an interrupt. */
    private boolean isLeftBehind() {
        if (duty != null && duty.calledOff()) {
            return true;
        }
        AlarmedWalk outer = onThread(parent);
        return outer != null && outer.isLeftBehind();
    }

    /** Whether nobody waits any more for what this thread does, though the method may have swallowed our interrupt. */
    final boolean unwanted() {
        if (duty != null && duty.calledOff()) {
            return true;
        }
        AlarmedWalk outer = onThread(parent);
        return outer != null && ((outer.bell != null && outer.bell.interrupted()) || outer.unwanted());
    }

    /** Whether a limit or an outcome around this walk has told the thread to stop, though that may be swallowed by now. */
    final boolean toldToStop() {
        return unwanted() || rungAround(position) != null;
    }

    private @Nullable AlarmedWalk onThread(@Nullable Scope scope) {
        return scope instanceof AlarmedWalk walk && walk.stack == stack ? walk : null;
    }
}
