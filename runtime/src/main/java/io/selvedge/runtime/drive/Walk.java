package io.selvedge.runtime.drive;

import io.selvedge.failures.CallInterruptedException;
import io.selvedge.failures.CallTimeoutException;
import io.selvedge.failures.PolicyException;
import io.selvedge.runtime.policy.Admission;
import io.selvedge.runtime.policy.FailureTypes;
import io.selvedge.runtime.policy.Limit;
import io.selvedge.runtime.policy.Pass;
import io.selvedge.runtime.policy.Verdict;
import io.selvedge.runtime.record.CallRecorder;
import io.selvedge.runtime.record.Outcome;
import io.selvedge.runtime.record.StageRecorder;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A call on its way through a pipeline: in through the doors, out through the exits, perhaps in again.
 *
 * <p>The loop, the exactly-once settling and the book-keeping are here, once; how to wait is the drivers' business.
 *
 * <p>Used by one thread at a time. What another thread sees was handed over by whatever woke it.
 */
abstract class Walk extends Frame implements Admission.Doorkeeper<Heading>, Verdict.Judge<Heading> {

    /*
     * position is the number of doors passed. A door is passed when its ticket stands in passes[], and left before its
     * policy is asked to settle: whatever a policy throws, none is asked twice and none is left out. The walk is a
     * loop, not a recursion, so a retry without end needs no stack without end.
     *
     * A thread's stack may end at any call, in a guarded recursion that runs away. So what is thrown is caught around
     * the question, in the frame that goes on, and nothing is called until it has been noted.
     */
    /** Walks on until the method is to be run (IN), the outcome stands (OUT), or somebody else goes on (STOP). */
    final Heading walk(Heading heading) {
        Stage[] stages = plan.stages;
        Heading next = heading;
        for (; ; ) {
            try {
                if (next == Heading.IN) {
                    if (position == stages.length) {
                        return Heading.IN;
                    }
                    next = knock(stages[position]);
                } else if (next == Heading.OUT) {
                    if (position == first) {
                        return Heading.OUT;
                    }
                    position--;
                    next = leave(stages[position]);
                } else {
                    return Heading.STOP;
                }
            } catch (Throwable bug) {
                if (position < passes.length) {
                    passes[position] = null;
                }
                holdsOwn = true;
                littered = true;
                value = null;
                failure = bug;
                next = Heading.OUT;
            }
        }
    }

    private Heading knock(Stage stage) {
        if (stage.standing != null) {
            position++;
            return stage.standingLimit == null ? Heading.IN : limit(stage.standingLimit);
        }
        Admission admission = stage.policy.admit(this);
        Pass usual = passes[position];
        if (usual != null && admission == usual && !(usual instanceof Limit)) {
            // The ticket of the call before this one: no need to find out what it is.
            position++;
            return Heading.IN;
        }
        if (admission instanceof Admission.Refuse refuse) {
            // As in Glance, before the question for an interface.
            return refuse(refuse);
        }
        return admission instanceof Pass pass ? pass(pass) : carryOut(admission);
    }

    /** Any but a ticket or a refusal. */
    Heading carryOut(Admission admission) {
        return admission.carriedOutBy(this);
    }

    /** Any but the usual one. */
    Heading carryOut(Verdict verdict) {
        return verdict.carriedOutBy(this);
    }

    private Heading leave(Stage stage) {
        Pass pass = passes[position];
        if (pass == null) {
            return leaveStanding(stage, Objects.requireNonNull(stage.standing));
        }
        if (holdsOwn) {
            // A shared one as well: it is not asked, since it might throw.
            passes[position] = null;
        }
        if (pass instanceof Limit limit) {
            lift(limit);
        }
        return settle(stage, pass);
    }

    private Heading leaveStanding(Stage stage, Pass pass) {
        if (stage.standingLimit != null) {
            lift(stage.standingLimit);
        }
        return failure == null ? Heading.OUT : settle(stage, pass);
    }

    private Heading settle(Stage stage, Pass pass) {
        Verdict verdict = stage.policy.settle(this, pass, value, failure);
        return verdict == Verdict.keep() ? Heading.OUT : carryOut(verdict);
    }

    /** The limit that holds behind the door of that stage, which has been passed. */
    final @Nullable Limit limitAt(int stage) {
        Pass pass = passes[stage];
        return pass == null ? plan.stages[stage].standingLimit : pass instanceof Limit limit ? limit : null;
    }

    /** Begins the time allowed behind the door that was just passed. */
    abstract Heading limit(Limit limit);

    /** Ends the time allowed behind the exit at {@link #position}. */
    abstract void lift(Limit limit);

    @Override
    public final Heading pass(Pass pass) {
        takeTicket(pass);
        return pass instanceof Limit limit ? limit(limit) : Heading.IN;
    }

    /** Passes the door with that ticket, of which nothing is asked before: the thread's stack may end there. */
    final void takeTicket(Pass pass) {
        int stage = position;
        boolean other = passes[stage] != pass;
        if (other) {
            passes[stage] = pass;
        }
        position = stage + 1;
        if (other && !isShared(pass, plan.stages[stage])) {
            holdsOwn = true;
            littered = true;
        }
    }

    private static boolean isShared(Pass pass, Stage stage) {
        return stage.standing == null && pass.shared();
    }

    @Override
    public final Heading refuse(Admission.Refuse refuse) {
        return refuse(refuse.failure());
    }

    final Heading refuse(PolicyException refusal) {
        stageRecorder().refused(refusal.reason());
        return fail(refusal);
    }

    @Override
    public final Heading answer(Admission.Answer answer) {
        return standIn(answer.value());
    }

    @Override
    public final Heading keep(Verdict.Keep keep) {
        return keep(keep.reason());
    }

    final Heading keep(String reason) {
        if (!reason.isEmpty()) {
            stageRecorder().kept(reason);
        }
        return Heading.OUT;
    }

    @Override
    public final Heading replace(Verdict.Replace replace) {
        keep(replace.reason());
        Throwable other = replace.failure();
        return other == null ? standIn(replace.value()) : fail(other);
    }

    /** The outcome is this value, which the method itself did not give. */
    final Heading standIn(@Nullable Object other) {
        littered = true;
        value = other;
        failure = null;
        replaced = true;
        return Heading.OUT;
    }

    /** The outcome is this failure. */
    final Heading fail(Throwable other) {
        littered = true;
        value = null;
        failure = other;
        return Heading.OUT;
    }

    /** The failure of a call that ran past a limit; what it had ended with is kept as suppressed. */
    final void expire(Limit limit) {
        stageRecorder().expired();
        PolicyException late = limit.expired(this);
        if (failure != null) {
            late.addSuppressed(failure);
        }
        fail(late);
    }

    /**
     * Whether a refusal from further in came when the time was over: then the limit is what ended the call, though its
     * alarm may be about to ring, and no line or slot.
     */
    final boolean ranOutOfTime(long limitNanos) {
        return isRefused() && nanos() >= limitNanos;
    }

    final boolean isRefused() {
        return failure != null && FailureTypes.isRefusal(failure);
    }

    /** What the stand-in threw becomes the outcome and carries what it stood in for. */
    final Heading failInstead(Throwable other, @Nullable Throwable original) {
        if (original != null && original != other) {
            other.addSuppressed(original);
        }
        return fail(other);
    }

    /** A wait at the door that is being knocked at is over. */
    final void waited(long beganNanos) {
        timePassed();
        stageRecorder().waited(nanos() - beganNanos);
    }

    /** Whom to tell what happens at the policy at {@link #position}. */
    final StageRecorder stageRecorder() {
        Stage stage = plan.stages[position];
        return trace == null ? stage.recorder() : stage.recorder().and(trace.stage(stage.room()));
    }

    /** Tells the recorder, if any, how the whole call ended. */
    final void recordEnd(boolean cancelled) {
        CallRecorder recorder = plan.recorder;
        if (recorder != CallRecorder.NONE && isTimed()) {
            Outcome outcome = cancelled ? Outcome.CANCELLED : outcome();
            recorder.ended(nanos() - startedNanos(), outcome);
            endTrace(outcome, failure);
        }
    }

    /** How the walk ended, once it has. */
    final Outcome outcome() {
        if (failure == null) {
            return diverted ? Outcome.FALLBACK : Outcome.SUCCESS;
        }
        return outcomeOf(failure);
    }

    /** How a walk has ended that failed so. */
    final Outcome outcomeOf(Throwable thrown) {
        if (thrown instanceof PolicyException own && own.method().equals(plan.target.name())) {
            return outcomeOfOwn(own);
        }
        return thrown instanceof InterruptedException ? Outcome.INTERRUPTED : Outcome.FAILURE;
    }

    private static Outcome outcomeOfOwn(PolicyException failure) {
        if (failure instanceof CallTimeoutException) {
            return Outcome.TIMEOUT;
        }
        if (failure instanceof CallInterruptedException) {
            return Outcome.INTERRUPTED;
        }
        return failure.refusal() ? Outcome.REFUSED : Outcome.FAILURE;
    }

    /** The next attempt begins with this ticket and a clean slate. */
    final Heading tryAgain(Pass pass) {
        if (failure != null && !FailureTypes.isRefusal(FailureTypes.judged(failure))) {
            triedAfter = failure;
        }
        value = null;
        failure = null;
        replaced = false;
        diverted = false;
        return pass(pass);
    }

    /** Failures after which nothing more may be tried, whatever a policy wishes. */
    final boolean mayGoOn() {
        if (failure == null) {
            return true;
        }
        Throwable judged = FailureTypes.judged(failure);
        return !(judged instanceof VirtualMachineError || FailureTypes.isStop(judged));
    }
}
