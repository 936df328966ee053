package io.selvedge.runtime.drive;

import io.selvedge.runtime.gate.Gate;
import io.selvedge.runtime.policy.Admission;
import io.selvedge.runtime.policy.Limit;
import io.selvedge.runtime.policy.Spread;
import io.selvedge.runtime.policy.Verdict;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How a blocking call waits: on the caller's own thread, platform or virtual.
 *
 * <p>Confined to that thread.
 */
abstract class BlockingWalk extends Walk {
    final CallStack stack;

    @Nullable Body body;
    /** The interrupt that ended a wait of ours, as opposed to one that the method threw. */
    @Nullable InterruptedException waitInterrupted;
    /** At which stage that was. */
    int waitStage;
    /** What this is the walk of, if its caller waits on another thread. */
    @Nullable Elsewhere rest;

    private InterruptAlarm[] alarms = {};
    /** Whether the rest of the call goes on elsewhere without its caller. */
    private boolean leftBehind;

    BlockingWalk(CallStack stack) {
        this.stack = stack;
    }

    @Override
    Heading limit(Limit limit) {
        if (limit.elsewhere()) {
            return elsewhere(limit);
        }
        // The limits around interrupt this thread only where it is theirs as well.
        long at = isOnThread(parent) ? after(limit.nanos()) : Math.min(deadlineNanos, after(limit.nanos()));
        alarm(position - 1).start(clockOf(), at, deadlineNanos);
        deadlineNanos = Math.min(deadlineNanos, at);
        return Heading.IN;
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

    @Override
    void lift(Limit limit) {
        if (limit.elsewhere()) {
            liftElsewhere(limit);
        } else if (alarms.length > position) {
            liftHere(limit, alarms[position]);
        }
    }

    private void liftHere(Limit limit, @Nullable InterruptAlarm alarm) {
        if (alarm == null || !alarm.started()) {
            // The timer could not take it, which is what the call fails with.
            return;
        }
        deadlineNanos = alarm.outerDeadline();
        if (alarm.stop(clockOf())) {
            takeBack(alarm);
            expire(limit);
        } else if (ranOutOfTime(alarm.limitNanos())) {
            expire(limit);
        }
    }

    /** Leaves the flag as it would be without our interrupt. */
    private void takeBack(InterruptAlarm alarm) {
        boolean consumed = failure instanceof InterruptedException;
        InterruptAlarm outer = rungAround(position);
        if (outer != null && alarm.foundFlagUp()) {
            outer.findFlagUp();
        }
        if (outer != null || isLeftBehind() || (alarm.foundFlagUp() && consumed)) {
            // One flag stood for two interrupts, and may be spent: the other one still wants the thread to stop.
            Thread.currentThread().interrupt();
        } else if (!alarm.foundFlagUp() && !consumed) {
            // The interrupt was ours and nobody has consumed it. An InterruptedException would have.
            Thread.interrupted();
        }
    }

    /** The nearest limit further out that has interrupted this thread: at a stage before that one, or around the call. */
    private @Nullable InterruptAlarm rungAround(int stage) {
        for (int i = stage - 1; i >= first; i--) {
            if (passes[i] instanceof Limit limit && !limit.elsewhere() && alarms[i].rung()) {
                return alarms[i];
            }
        }
        return isOnThread(parent) && parent instanceof BlockingWalk outer ? outer.rungAround(outer.position) : null;
    }

    /** Whether the caller of this walk, or of one around it, has left this thread behind with an interrupt. */
    private boolean isLeftBehind() {
        return (rest != null && rest.leftBehind())
                || (isOnThread(parent) && parent instanceof BlockingWalk outer && outer.isLeftBehind());
    }

    private boolean isOnThread(@Nullable Scope scope) {
        return scope instanceof BlockingWalk walk && walk.stack == stack;
    }

    /** Runs the rest of the call on another thread, which this one can leave behind at the limit. */
    private Heading elsewhere(Limit limit) {
        long until = until(limit.nanos());
        Elsewhere rest = new Elsewhere(this, Objects.requireNonNull(body), until);
        plan.environment.executor().execute(rest);
        try {
            clockOf().await(rest::ended, until);
        } catch (InterruptedException interrupt) {
            timePassed();
            return rest.abandon() ? interrupted(interrupt, position - 1) : takeOver(rest, interrupt);
        }
        timePassed();
        leftBehind = rest.abandon();
        if (!leftBehind) {
            rest.tell(this);
        }
        return Heading.OUT;
    }

    private void liftElsewhere(Limit limit) {
        if (leftBehind) {
            leftBehind = false;
            expire(limit);
        }
    }

    /** The rest had ended before it could be abandoned: its outcome stands, and so does the interrupt. */
    private Heading takeOver(Elsewhere rest, InterruptedException interrupt) {
        Thread.currentThread().interrupt();
        rest.tell(this);
        if (failure != null) {
            failure.addSuppressed(interrupt);
        }
        return Heading.OUT;
    }

    @Override
    public Heading pause(Admission.Pause pause) {
        if (!fitsDeadline(pause.nanos())) {
            pause.abandoned().run();
            return refuse(pause.refusal().get());
        }
        long began = nanos();
        try {
            clockOf().pause(pause.nanos());
        } catch (InterruptedException interrupt) {
            pause.abandoned().run();
            waited(began);
            return interrupted(interrupt, position);
        }
        waited(began);
        return pass(pause.then());
    }

    @Override
    public Heading queue(Admission.Queue queue) {
        BlockedWaiter waiter = new BlockedWaiter(Thread.currentThread(), id);
        return switch (queue.gate().join(waiter)) {
            case ENTERED -> pass(queue.then());
            case FULL -> refuse(queue.refusal().apply(Gate.FULL));
            case GONE -> Heading.IN;
            case WAITING -> standInLine(queue, waiter);
        };
    }

    private Heading standInLine(Admission.Queue queue, BlockedWaiter waiter) {
        long began = nanos();
        InterruptedException interrupt = null;
        try {
            clockOf().await(waiter, until(queue.maxNanos()));
        } catch (InterruptedException e) {
            interrupt = e;
        }
        waited(began);
        boolean told = waiter.getAsBoolean() || !queue.gate().withdraw(waiter);
        boolean entered = told && !waiter.wasSentAway();
        if (interrupt == null) {
            return entered
                    ? pass(queue.then())
                    : refuse(queue.refusal().apply(told ? Gate.CLEARED : Gate.WAITED_TOO_LONG));
        }
        int stage = position;
        if (entered) {
            // Granted at the last moment: go in and straight out again, so that the place is given back as ever.
            pass(queue.then());
        }
        return interrupted(interrupt, stage);
    }

    private Heading interrupted(InterruptedException interrupt, int stage) {
        waitInterrupted = interrupt;
        waitStage = stage;
        return failInstead(interrupt, failure);
    }

    @Override
    public Heading spread(Spread spread) {
        throw new IllegalStateException("Spread");
    }

    @Override
    public Heading detach(Admission.Detach detach) {
        throw new IllegalStateException("Detach");
    }

    @Override
    public Heading join(Admission.Join join) {
        throw new IllegalStateException("Join");
    }

    @Override
    public Heading again(Verdict.Again again) {
        if (!mayGoOn() || Thread.currentThread().isInterrupted()) {
            return keep("interrupted");
        }
        if (!fitsDeadline(again.delayNanos())) {
            return keep("deadline");
        }
        stageRecorder().again(again.delayNanos());
        if (again.delayNanos() > 0) {
            try {
                clockOf().pause(again.delayNanos());
            } catch (InterruptedException interrupt) {
                timePassed();
                return interrupted(interrupt, position);
            }
            timePassed();
        }
        return tryAgain(again.pass());
    }

    @Override
    public Heading divert(Verdict.Divert divert) {
        Throwable original = failure;
        stageRecorder().diverted();
        try {
            standIn(divert.invocation().run());
            diverted = true;
        } catch (Throwable thrown) {
            failInstead(thrown, original);
        }
        timePassed();
        return Heading.OUT;
    }

    @Override
    public Scope lasting() {
        return new Inherited(id, deadlineNanos, time(), parent == null ? null : parent.lasting());
    }
}
