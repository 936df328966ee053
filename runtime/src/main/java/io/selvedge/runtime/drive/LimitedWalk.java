package io.selvedge.runtime.drive;

import io.selvedge.runtime.policy.Admission;
import io.selvedge.runtime.policy.Limit;
import io.selvedge.runtime.policy.Pass;
import io.selvedge.runtime.policy.Verdict;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * How an asynchronous call keeps time limits. As long as a call goes through on its caller's thread, a limit is only
 * noted, and looked at on the way out: that thread cannot leave anyhow, and nobody else waits. While the call waits for the
 * method's stage, there is an alarm beside it ({@link LimitedWait}). When that rings, and as soon as the call is to wait for
 * anything else, what lies behind the limit becomes a call of its own ({@link StageLimit}).
 *
 * <p>So a method whose stage is done when it returns costs no alarm and no second call.
 *
 * <p>Used by one thread at a time, as {@link StageWalk} says.
 */
abstract class LimitedWalk extends HostWalk {
    private static final int NOWHERE = -1;

    /*
     * Behind a limit a call has a number of its own, noted or not: what is entered there, a lane say, is held by that
     * number, and stays so when the part behind the limit goes on without its caller.
     */
    /** How many doors are outside the limit that is noted, its own included. Its moment is the deadline meanwhile. */
    private int notedAt = NOWHERE;

    private long outerId;
    private long outerDeadline;
    private @Nullable Inherited outerLasting;
    /** Whether what the limit was for has ended in time, and nothing is to be tried again behind it. */
    private boolean inTime;

    /** The limit that this call has come back from and has not lifted. */
    private @Nullable StageLimit used;
    /** Made when it is first asked for; equal ones, where threads ask at once. */
    private @Nullable Inherited lasting;

    LimitedWalk(Body body, @Nullable HostWalk root, ContextCarrier.@Nullable Captured context) {
        super(body, root, context);
    }

    /** Whether this is a call and not a part of one. */
    abstract boolean isWhole();

    private boolean isNoted() {
        // The second half for a call that found no stack left on which to lift it.
        return notedAt != NOWHERE && position >= notedAt;
    }

    @Override
    final Heading limit(Limit limit) {
        if (isNoted()) {
            return apart(inner -> inner.limit(limit));
        }
        // An outer call ends by its deadline only what it waits for itself, so this limit keeps it too.
        long at = Math.min(deadlineNanos, after(limit.nanos()));
        if (isWhole() && onCallersTurn()) {
            note(at);
            return Heading.IN;
        }
        return apart(at, inner -> Heading.IN);
    }

    private void note(long atNanos) {
        long mine = CallStack.here().newId();
        outerId = id;
        outerDeadline = deadlineNanos;
        outerLasting = lasting;
        id = mine;
        deadlineNanos = atNanos;
        lasting = null;
        notedAt = position;
    }

    private void restore() {
        id = outerId;
        deadlineNanos = outerDeadline;
        lasting = outerLasting;
        outerLasting = null;
        notedAt = NOWHERE;
        inTime = false;
    }

    /** Only an answer needs no waiting. */
    @Override
    final Heading carryOut(Admission admission) {
        return !isNoted() || admission instanceof Admission.Answer
                ? super.carryOut(admission)
                : apart(admission::carriedOutBy);
    }

    @Override
    final Heading carryOut(Verdict verdict) {
        boolean waits = verdict instanceof Verdict.Again again && again.delayNanos() > 0;
        return isNoted() && (waits || !onCallersTurn()) ? apart(verdict::carriedOutBy) : super.carryOut(verdict);
    }

    @Override
    final Heading awaitEnd(CompletionStage<@Nullable Object> stage, Taker taker) {
        if (!isNoted()) {
            return super.awaitEnd(stage, taker);
        }
        rememberContext();
        return new LimitedWait(this, stage, taker).begin();
    }

    /** The work behind the limit that is noted has ended in time, and nobody there can have it tried again. */
    final Heading endInTime() {
        inTime = true;
        return Heading.OUT;
    }

    /** Has that done behind the limit that is noted, by a call of its own. */
    final Heading apart(StageLimit.Part step) {
        return apart(deadlineNanos, step);
    }

    private Heading apart(long atNanos, StageLimit.Part step) {
        rememberContext();
        return new StageLimit(this, atNanos).begin(step);
    }

    /** Gives that call what was entered behind the limit that is noted, if one is, and how it stands there. */
    final void giveTo(LimitedWalk inner) {
        if (!isNoted()) {
            return;
        }
        System.arraycopy(passes, notedAt, inner.passes, notedAt, position - notedAt);
        inner.position = position;
        inner.holdsOwn = holdsOwn;
        inner.value = value;
        inner.failure = failure;
        inner.triedAfter = triedAfter;
        inner.replaced = replaced;
        inner.diverted = diverted;
        inner.lasting = lasting;
        if (lasting != null && lasting.tickets() instanceof StageTickets held) {
            held.by(inner);
        }
        for (int i = notedAt; i < position; i++) {
            passes[i] = null;
        }
        position = notedAt;
        restore();
    }

    /** The number of the part behind the limit that begins at this moment. */
    final long idBehindLimit() {
        return isNoted() ? id : CallStack.here().newId();
    }

    /** How many doors are outside of it. */
    final int doorsOutsideLimit() {
        return isNoted() ? notedAt : position;
    }

    /** The time allowed is used or over; the outcome is the inner call's, or none yet if that one comes too late. */
    final void comeBack(StageLimit limit, @Nullable StageCall inner) {
        timePassed();
        used = limit;
        take(null, null);
        if (inner != null) {
            take(inner.value, inner.failure);
            replaced = inner.replaced;
            diverted = inner.diverted;
        }
    }

    @Override
    final void lift(Limit limit) {
        if (notedAt != NOWHERE) {
            liftNoted(limit);
            return;
        }
        StageLimit lifted = used;
        used = null;
        if (lifted != null && (lifted.expired() || ranOutOfTime(lifted.atNanos()))) {
            expire(limit);
        }
    }

    private void liftNoted(Limit limit) {
        long at = deadlineNanos;
        boolean kept = inTime;
        restore();
        if (kept) {
            return;
        }
        long lateNanos = nanos() - at;
        if (lateNanos >= 0) {
            stageRecorder().late(lateNanos);
            expire(limit);
        }
    }

    @Override
    public final boolean isWithin(long callId) {
        return (isNoted() && callId == outerId) || super.isWithin(callId);
    }

    /** Whoever knows the call from before the limit, or from an attempt before this one, knows it by its outer number. */
    @Override
    public final boolean hold(Pass pass, long callId) {
        return super.hold(pass, callId) || (callId == outerId && isNoted() && holds(pass));
    }

    /** Without what the call was given: whoever keeps this does not keep that. */
    @Override
    public final Scope lasting() {
        Inherited made = lasting;
        if (made == null) {
            made = new Inherited(
                    id, new StageTickets(this), deadlineNanos, time(), isNoted() ? outerLasting() : outer());
            lasting = made;
        }
        return made;
    }

    private Inherited outerLasting() {
        Inherited made = outerLasting;
        if (made == null) {
            made = new Inherited(outerId, new StageTickets(this), outerDeadline, time(), outer());
            outerLasting = made;
        }
        return made;
    }

    private @Nullable Scope outer() {
        return parent == null ? null : parent.lasting();
    }

    /** The next call of the thread may use this one: nobody has it any more. */
    @Override
    void forget() {
        super.forget();
        runs(null);
        lasting = null;
        outerLasting = null;
        notedAt = NOWHERE;
        inTime = false;
    }
}
