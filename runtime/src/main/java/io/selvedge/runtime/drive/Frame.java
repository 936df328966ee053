package io.selvedge.runtime.drive;

import io.selvedge.runtime.policy.Pass;
import io.selvedge.runtime.policy.Target;
import io.selvedge.runtime.record.CallRecorder;
import io.selvedge.runtime.record.CallTrace;
import io.selvedge.runtime.record.Outcome;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a call under way: whose it is, when it began, how far it has come, and how it stands.
 *
 * <p>Used by one thread at a time.
 */
abstract class Frame extends TimedCall implements Scope, Inherited.Tickets {
    static final Object[] NO_ARGUMENTS = {};
    private static final Pass[] NO_PASSES = {};
    /** In place of a number that nobody has asked for; no call has this one. */
    static final long NO_ID = 0;

    @SuppressWarnings("NullAway.Init") // a frame has no plan before its first call, and is not looked at
    Plan plan;

    @Nullable Scope parent;

    @Nullable Object self;

    @Nullable Object[] arguments = NO_ARGUMENTS;

    int argumentCount;
    int first;
    int position;

    /**
     * The tickets in hand, by stage; {@code null} stands for the standing one. Behind {@link #position} there may be some
     * of earlier calls, but only shared ones, and none where a ticket stands.
     */
    @Nullable Pass[] passes = NO_PASSES;
    /** Whether there may be others among them. */
    boolean holdsOwn;

    @Nullable Object value;

    @Nullable Throwable failure;
    /** See {@link #triedAfter()}. */
    @Nullable Throwable triedAfter;
    /** Whether value stands in for what the method returned. */
    boolean replaced;

    boolean diverted;
    /** Whether anything has been stored that must be taken away before the frame serves another call. */
    boolean littered;

    long id;
    /** Follows the call, or the child that this is; there is none unless somebody has asked. */
    @Nullable CallTrace trace;

    /** Prepares for a call that begins now and inherits from the scope around it. */
    final void begin(Plan plan, @Nullable Scope parent, int first) {
        if (this.plan != plan || holdsOwn) {
            follow(plan);
        }
        if (this.parent != parent) {
            this.parent = parent;
            littered = true;
        }
        this.first = first;
        this.position = first;
        beginNow(parent == null ? NO_DEADLINE : deadlineWithin(parent));
    }

    /** What is inherited from that scope, which the call has just been begun in; may stay {@link #OPEN}. */
    long deadlineWithin(Scope parent) {
        return parent.deadlineOn(time());
    }

    /** The plan comes last: if the thread's stack or the memory ends in here, the next call must do all of it again. */
    private void follow(Plan other) {
        if (passes.length < other.stages.length) {
            passes = new Pass[other.stages.length];
        } else {
            Arrays.fill(passes, null);
        }
        holdsOwn = false;
        // Whoever tried again held a ticket of its own, so this is reached if the thread's stack left no room to forget
        // it.
        triedAfter = null;
        goBy(other.environment.time());
        plan = other;
    }

    /** Remembers the object on which the method was called. */
    final void on(@Nullable Object self) {
        if (this.self != self) {
            littered = true;
            this.self = self;
        }
    }

    /** Whoever measures learns of the start: the clock is read for nobody else, and the call not followed. */
    final void startClock() {
        CallRecorder recorder = plan.recorder;
        if (recorder != CallRecorder.NONE) {
            startedNanos();
            CallTrace follower = recorder.follow();
            if (follower != null) {
                follow(follower);
            }
        }
    }

    /** Is followed as a child of the call that this is of, if that one is. */
    final void followAsChild(Inner inner) {
        CallTrace parent = inner.trace();
        if (parent != null) {
            follow(parent.child(plan.stages[first - 1].room()));
        }
    }

    /** Is followed from now on. */
    void follow(CallTrace follower) {
        trace = follower;
    }

    /** Tells who follows, if anybody, that the call or child has ended. */
    void endTrace(Outcome outcome, @Nullable Throwable thrown) {
        CallTrace ending = trace;
        if (ending != null) {
            trace = null;
            ending.ended(outcome, thrown);
        }
    }

    /** Prepares to go on with a call that began as another walk: same start, behind the doors that one has passed. */
    final void continueFrom(Plan plan, @Nullable Object self, Scope scope, int first, long startedNanos) {
        begin(plan, scope, first);
        on(self);
        startedAt(startedNanos);
    }

    /**
     * Forgets everything that belonged to the call. Looks before it writes, as everybody does who stores references in a
     * frame: it is old, and collectors make each reference that is put into an old object cost some nanoseconds.
     */
    void forget() {
        if (self != null) {
            self = null;
        }
        if (argumentCount != 0) {
            arguments = NO_ARGUMENTS;
            argumentCount = 0;
        }
        if (parent != null && !(parent instanceof BlockingCall)) {
            // Another frame of the same thread may stay: it is the next call's parent as well.
            parent = null;
        }
        if (value != null) {
            value = null;
        }
        if (failure != null) {
            failure = null;
        }
        if (triedAfter != null) {
            triedAfter = null;
        }
        replaced = false;
        diverted = false;
        holdsOwn = false;
        littered = false;
    }

    @Override
    public final @Nullable Throwable triedAfter() {
        return triedAfter;
    }

    @Override
    public final Target target() {
        return plan.target;
    }

    /** A call of this thread has a number only once somebody has asked for it: until then nobody can mean it. */
    @Override
    public long id() {
        return id;
    }

    @Override
    public boolean isWithin(long callId) {
        return (callId == id && callId != NO_ID) || (parent != null && parent.isWithin(callId));
    }

    @Override
    public final boolean isWithin(Pass pass) {
        return holds(pass) || (parent != null && parent.isWithin(pass));
    }

    /** Whether this call is behind the door of that ticket. Other threads may ask while it goes on, or is over. */
    final boolean holds(Pass pass) {
        @Nullable Pass[] held = passes;
        for (int i = Math.min(position, held.length) - 1; i >= first; i--) {
            if (held[i] == pass) {
                return true;
            }
        }
        return false;
    }

    /** The ticket first: a frame is given its new number before it holds anything for it. */
    @Override
    public boolean hold(Pass pass, long callId) {
        return holds(pass) && id == callId;
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
}
