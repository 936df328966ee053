package io.selvedge.runtime.drive;

import io.selvedge.runtime.gate.Gate;
import io.selvedge.runtime.policy.Admission;
import io.selvedge.runtime.policy.Limit;
import io.selvedge.runtime.policy.Rest;
import io.selvedge.runtime.policy.Spread;
import io.selvedge.runtime.policy.Verdict;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How a blocking call waits: on the caller's own thread, platform or virtual.
 *
 * <p>Confined to that thread.
 */
abstract class BlockingWalk extends AlarmedWalk {
    @Nullable Body body;
    /** The interrupt that ended a wait of ours, as opposed to one that the method threw. */
    @Nullable InterruptedException waitInterrupted;
    /** At which stage that was. */
    int waitStage;

    /** Whether the rest of the call goes on elsewhere without its caller. */
    private boolean leftBehind;
    /** When that was to be over. */
    private long elsewhereUntil;

    BlockingWalk(CallStack stack) {
        super(stack);
    }

    @Override
    Heading limit(Limit limit) {
        return limit.elsewhere() ? elsewhere(limit) : limitHere(limit);
    }

    @Override
    void lift(Limit limit) {
        if (limit.elsewhere()) {
            liftElsewhere(limit);
        } else {
            liftHere(limit);
        }
    }

    /** Runs the rest of the call on another thread, which this one can leave behind at the limit. */
    private Heading elsewhere(Limit limit) {
        long until = until(limit.nanos());
        elsewhereUntil = until;
        Elsewhere rest = new Elsewhere(this, until);
        rest.begin();
        try {
            time().await(rest::ended, until);
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
        if (leftBehind || ranOutOfTime(elsewhereUntil)) {
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
            time().pause(pause.nanos());
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
        BlockedWaiter waiter = new BlockedWaiter(Thread.currentThread(), id());
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
        waiter.lookAround(queue.gate());
        try {
            time().await(waiter, until(queue.maxNanos()));
        } catch (InterruptedException e) {
            interrupt = e;
        }
        waited(began);
        boolean told = waiter.getAsBoolean() || !queue.gate().withdraw(waiter);
        boolean entered = told && !waiter.wasSentAway();
        queue.gate().letInAfter(entered ? nanos() - began : Long.MAX_VALUE);
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

    /** A wait of ours at that stage was interrupted. */
    final Heading interrupted(InterruptedException interrupt, int stage) {
        waitInterrupted = interrupt;
        waitStage = stage;
        return failInstead(interrupt, failure);
    }

    @Override
    public Heading spread(Spread spread) {
        return new Gathering(this, spread).gather();
    }

    @Override
    public Heading detach(Admission.Detach detach) {
        Rest rest = new BlockingRest(inner(position + 1), lasting(), captureContext());
        return detach.then().apply(rest).carriedOutBy(this);
    }

    @Override
    public Heading join(Admission.Join join) {
        return new BlockedGuest(this, join).await();
    }

    /** What lies behind that many doors. */
    final Inner inner(int doors) {
        return new Inner(plan, self, doors, Objects.requireNonNull(body), trace);
    }

    /** The caller's, and that its thread works for this call. */
    final ContextCarrier.Captured captureContext() {
        ContextCarrier.Captured callers = plan.environment.carrier().capture();
        return trace == null ? callers : callers.within(trace);
    }

    @Override
    public Heading again(Verdict.Again again) {
        if (!mayGoOn() || Thread.currentThread().isInterrupted() || unwanted()) {
            return keep("interrupted");
        }
        if (!fitsDeadline(again.delayNanos())) {
            return keep("deadline");
        }
        stageRecorder().again(again.delayNanos());
        if (again.delayNanos() > 0) {
            try {
                time().pause(again.delayNanos());
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
        if (unwanted()) {
            return Heading.OUT;
        }
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
        return new Inherited(id(), this, deadlineNanos(), time(), parent == null ? null : parent.lasting());
    }
}
