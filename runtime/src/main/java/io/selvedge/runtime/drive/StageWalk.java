package io.selvedge.runtime.drive;

import io.selvedge.failures.PolicyException;
import io.selvedge.runtime.policy.Admission;
import io.selvedge.runtime.policy.Pass;
import io.selvedge.runtime.policy.Verdict;
import java.util.concurrent.CancellationException;

/**
 * How an asynchronous call waits: it stops, and whatever ends the wait goes on.
 *
 * <p>Used by one thread at a time, except for {@link #cancel()}, which may come from anywhere: it sets its flag, then
 * undoes; a wait stores its undo, then looks at the flag. So one of the two always sees the other.
 */
abstract class StageWalk extends Walk {
    private volatile boolean cancelled;
    private volatile Undo undo = Undo.NOTHING;

    /** Goes on until the next stop or the end. */
    abstract void go(Heading heading);

    /** Whether this is still the caller's thread inside its call. */
    abstract boolean onCallersTurn();

    /** Takes the caller's context, if that has not been done, before the caller's thread is left. */
    abstract void rememberContext();

    final void goOn(Step step) {
        timePassed();
        Heading next;
        try {
            next = step.step();
        } catch (Throwable bug) {
            next = fail(bug);
        }
        go(next);
    }

    final void goOn(Heading heading) {
        timePassed();
        go(heading);
    }

    /** Ends what the call is waiting for; policies settle as ever, and nothing more is tried. */
    final void cancel() {
        cancelled = true;
        undo.undo();
    }

    @Override
    public final Heading pause(Admission.Pause pause) {
        if (!fitsDeadline(pause.nanos())) {
            pause.abandoned().run();
            return refuse(pause.refusal().get());
        }
        long began = nanos();
        return sleep(
                pause.nanos(),
                () -> {
                    waited(began);
                    return pass(pause.then());
                },
                () -> {
                    pause.abandoned().run();
                    waited(began);
                });
    }

    /** Stops for so long; then the step says where to go on. */
    private Heading sleep(long nanos, Step then, Runnable abandoned) {
        if (cancelled) {
            abandoned.run();
            return fail(new CancellationException());
        }
        rememberContext();
        Wakeup wake = new Wakeup(plan.environment, () -> goOn(then));
        Undo wakeNow = () -> {
            if (time().disarm(wake)) {
                abandoned.run();
                fail(new CancellationException());
                goOn(Heading.OUT);
            }
        };
        undo = wakeNow;
        time().arm(wake, after(nanos));
        if (cancelled) {
            wakeNow.undo();
        }
        return Heading.STOP;
    }

    @Override
    public final Heading queue(Admission.Queue queue) {
        rememberContext();
        return new StageWaiter(this, queue).join();
    }

    /** Goes on behind the door at which this call stood in line. */
    final void enterAfterWait(Pass pass, long beganNanos) {
        waited(beganNanos);
        go(cancelled ? enterAndTurn(pass) : pass(pass));
    }

    /** Cancelled, but granted: in and straight out again, so that the place is given back as ever. */
    private Heading enterAndTurn(Pass pass) {
        takeTicket(pass);
        return fail(new CancellationException());
    }

    /** Goes on away from the door at which this call stood in line. */
    final void refuseAfterWait(PolicyException refusal, long beganNanos) {
        waited(beganNanos);
        go(cancelled ? fail(new CancellationException()) : refuse(refusal));
    }

    final void cancelAfterWait(long beganNanos) {
        waited(beganNanos);
        go(fail(new CancellationException()));
    }

    final boolean cancelled() {
        return cancelled;
    }

    final void onCancel(Undo what) {
        undo = what;
    }

    @Override
    public final Heading join(Admission.Join join) {
        rememberContext();
        return new StageGuest(this, join).await();
    }

    @Override
    public final Heading again(Verdict.Again again) {
        if (cancelled || !mayGoOn()) {
            return keep("interrupted");
        }
        if (!fitsDeadline(again.delayNanos())) {
            return keep("deadline");
        }
        stageRecorder().again(again.delayNanos());
        if (again.delayNanos() > 0) {
            return sleep(again.delayNanos(), () -> tryAgain(again.pass()), () -> {});
        }
        if (onCallersTurn()) {
            return tryAgain(again.pass());
        }
        new Wakeup(plan.environment, () -> goOn(() -> tryAgain(again.pass()))).handOver();
        return Heading.STOP;
    }

    /** Where to go on after a wait. */
    @FunctionalInterface
    interface Step {
        Heading step();
    }
}
