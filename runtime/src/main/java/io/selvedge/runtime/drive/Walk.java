package io.selvedge.runtime.drive;

import io.selvedge.failures.CallInterruptedException;
import io.selvedge.failures.CallTimeoutException;
import io.selvedge.failures.PolicyException;
import io.selvedge.runtime.policy.Admission;
import io.selvedge.runtime.policy.Call;
import io.selvedge.runtime.policy.Limit;
import io.selvedge.runtime.policy.Pass;
import io.selvedge.runtime.policy.Target;
import io.selvedge.runtime.policy.Verdict;
import io.selvedge.runtime.record.CallRecorder;
import io.selvedge.runtime.record.Outcome;
import io.selvedge.runtime.record.StageRecorder;
import io.selvedge.runtime.time.Time;
import java.util.Arrays;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * A call on its way through a pipeline: in through the doors, out through the exits, perhaps in again.
 *
 * <p>The loop, the exactly-once settling and the book-keeping are here, once; how to wait is the drivers' business.
 *
 * <p>Used by one thread at a time. What another thread sees was handed over by whatever woke it.
 */
abstract class Walk extends Call implements Scope, Admission.Doorkeeper<Heading>, Verdict.Judge<Heading> {

    /*
     * position is the number of doors passed. A door is passed when its ticket stands in passes[], and left before its
     * policy is asked to settle: whatever a policy throws, none is asked twice and none is left out. The walk is a
     * loop, not a recursion, so a retry without end needs no stack without end.
     */
    static final Object[] NO_ARGUMENTS = {};
    private static final Pass[] NO_PASSES = {};
    private static final long UNREAD = -1;

    Plan plan;

    @Nullable Scope parent;

    @Nullable Object self;

    @Nullable Object[] arguments = NO_ARGUMENTS;

    int argumentCount;
    int first;
    int position;

    @Nullable Pass[] passes = NO_PASSES;

    @Nullable Object value;

    @Nullable Throwable failure;
    /** Whether value stands in for what the method returned. */
    boolean replaced;

    boolean diverted;
    long id;
    long deadlineNanos;
    private long startedNanos;
    private long clock;

    /** Prepares for a call that begins now and inherits from the scope around it. */
    final void begin(Plan plan, @Nullable Object self, @Nullable Scope parent, int first) {
        this.plan = plan;
        this.self = self;
        this.parent = parent;
        this.first = first;
        this.position = first;
        if (passes.length < plan.stages.length) {
            passes = new Pass[plan.stages.length];
        }
        clock = UNREAD;
        startedNanos = UNREAD;
        deadlineNanos = parent == null ? NO_DEADLINE : parent.deadlineOn(plan.environment.time());
    }

    /** The clock is read at the start only for those who measure. */
    final void startClock() {
        if (plan.recorder != CallRecorder.NONE) {
            startedNanos();
        }
    }

    /** Prepares to go on with a call that began as another walk: same start, behind the doors that one has passed. */
    final void continueFrom(Plan plan, @Nullable Object self, Scope scope, int first, long startedNanos) {
        begin(plan, self, scope, first);
        this.startedNanos = startedNanos;
    }

    /** Walks on until the method is to be run (IN), the outcome stands (OUT), or somebody else goes on (STOP). */
    final Heading walk(Heading heading) {
        Heading next = heading;
        for (; ; ) {
            if (next == Heading.IN) {
                if (position == plan.stages.length) {
                    return Heading.IN;
                }
                next = knock();
            } else if (next == Heading.OUT) {
                if (position == first) {
                    return Heading.OUT;
                }
                next = leave();
            } else {
                return Heading.STOP;
            }
        }
    }

    private Heading knock() {
        try {
            Admission admission = plan.stages[position].policy().admit(this);
            return admission instanceof Pass pass ? pass(pass) : admission.carriedOutBy(this);
        } catch (Throwable bug) {
            return fail(bug);
        }
    }

    private Heading leave() {
        Pass pass = passes[--position];
        passes[position] = null;
        try {
            if (pass instanceof Limit limit) {
                lift(limit);
            }
            Verdict verdict = plan.stages[position].policy().settle(this, pass, value, failure);
            return verdict == Verdict.keep() ? Heading.OUT : verdict.carriedOutBy(this);
        } catch (Throwable bug) {
            return fail(bug);
        }
    }

    /** Begins the time allowed behind the door that was just passed. */
    abstract Heading limit(Limit limit);

    /** Ends the time allowed behind the exit at {@link #position}. */
    abstract void lift(Limit limit);

    @Override
    public final Heading pass(Pass pass) {
        passes[position++] = pass;
        return pass instanceof Limit limit ? limit(limit) : Heading.IN;
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
        Throwable other = replace.failure();
        return other == null ? standIn(replace.value()) : fail(other);
    }

    /** The outcome is this value, which the method itself did not give. */
    final Heading standIn(@Nullable Object other) {
        value = other;
        failure = null;
        replaced = true;
        return Heading.OUT;
    }

    /** The outcome is this failure. */
    final Heading fail(Throwable other) {
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

    /** What the stand-in threw becomes the outcome and carries what it stood in for. */
    final Heading failInstead(Throwable other, @Nullable Throwable original) {
        if (original != null && original != other) {
            other.addSuppressed(original);
        }
        return fail(other);
    }

    final StageRecorder stageRecorder() {
        return plan.stages[position].recorder();
    }

    final Time clockOf() {
        return plan.environment.time();
    }

    final boolean fitsDeadline(long waitNanos) {
        return deadlineNanos == NO_DEADLINE || deadlineNanos - nanos() > waitNanos;
    }

    /** The moment so long from now, or the deadline if that is sooner. */
    final long until(long waitNanos) {
        long now = nanos();
        return waitNanos >= deadlineNanos - now ? deadlineNanos : now + waitNanos;
    }

    /** Something has taken time: the clock must be read anew. */
    final void timePassed() {
        clock = UNREAD;
    }

    /** Tells the recorder, if any, how the whole call ended. */
    final void recordEnd(boolean cancelled) {
        if (plan.recorder != CallRecorder.NONE) {
            plan.recorder.ended(nanos() - startedNanos, cancelled ? Outcome.CANCELLED : outcome());
        }
    }

    private Outcome outcome() {
        if (failure == null) {
            return diverted ? Outcome.FALLBACK : Outcome.SUCCESS;
        }
        if (failure instanceof PolicyException own && own.method().equals(plan.target.name())) {
            return outcomeOf(own);
        }
        return failure instanceof InterruptedException ? Outcome.INTERRUPTED : Outcome.FAILURE;
    }

    private static Outcome outcomeOf(PolicyException failure) {
        if (failure instanceof CallTimeoutException) {
            return Outcome.TIMEOUT;
        }
        return failure instanceof CallInterruptedException ? Outcome.INTERRUPTED : Outcome.REFUSED;
    }

    /** The next attempt begins with this ticket and a clean slate. */
    final Heading tryAgain(Pass pass) {
        value = null;
        failure = null;
        replaced = false;
        return pass(pass);
    }

    /** Failures after which nothing more may be tried, whatever a policy wishes. */
    final boolean mayGoOn() {
        return !(failure instanceof VirtualMachineError
                || failure instanceof InterruptedException
                || failure instanceof CallInterruptedException
                || failure instanceof CancellationException);
    }

    /** Forgets everything that belonged to the call. */
    final void forget() {
        arguments = NO_ARGUMENTS;
        argumentCount = 0;
        self = null;
        parent = null;
        value = null;
        failure = null;
        replaced = false;
        diverted = false;
    }

    @Override
    public final Target target() {
        return plan.target;
    }

    @Override
    public final long id() {
        return id;
    }

    @Override
    public final boolean isWithin(long callId) {
        return callId == id || (parent != null && parent.isWithin(callId));
    }

    @Override
    public final @Nullable Object self() {
        return self;
    }

    @Override
    public final @Nullable Object argument(int index) {
        if (index >= argumentCount) {
            throw new IndexOutOfBoundsException(
                    "argument " + index + " of " + plan.target + ", of which " + argumentCount + " were handed over");
        }
        return arguments[index];
    }

    @Override
    public final @Nullable Object[] arguments() {
        return Arrays.copyOf(arguments, argumentCount);
    }

    @Override
    public final long nanos() {
        if (clock == UNREAD) {
            clock = clockOf().nanos();
        }
        return clock;
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
        return deadlineNanos;
    }

    @Override
    public final Time time() {
        return clockOf();
    }
}
