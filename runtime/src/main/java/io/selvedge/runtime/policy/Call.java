package io.selvedge.runtime.policy;

import io.selvedge.failures.PolicyException;
import org.jspecify.annotations.Nullable;

/**
 * One invocation of a guarded method, as its policies see it.
 *
 * <p>Valid only within the question that passed it: a policy must not keep it, since drivers use one object for many
 * calls. Used by one thread at a time.
 */
public abstract class Call {

    /** No deadline: the value of {@link #deadlineNanos()} for a call that may take as long as it likes. */
    public static final long NO_DEADLINE = Long.MAX_VALUE;

    /** What is called. */
    public abstract Target target();

    /** A number that no other call of this virtual machine has had. */
    public abstract long id();

    /** Whether this call is the one with that {@link #id()} or was made by it, directly or through others. */
    public abstract boolean isWithin(long callId);

    /**
     * Whether this call was made from within one that came in with that very ticket and has not left yet, directly or
     * through others, on any thread to which the lineage reaches.
     */
    public abstract boolean isWithin(Pass pass);

    /**
     * The object on which the method was called; {@code null} for a static method or a lambda, and where no policy says that
     * it {@linkplain Policy#readsSelf() looks}.
     */
    public abstract @Nullable Object self();

    /**
     * The argument at that position, from 0.
     *
     * @throws IndexOutOfBoundsException if the method has no such parameter, or the arguments were not handed over
     *     because no annotation of the method carries {@code @NeedsArguments} or {@code @Spreads} and no parameter {@code @Key}
     */
    public abstract @Nullable Object argument(int position);

    /** A copy of all arguments; empty where they were not handed over. */
    public abstract @Nullable Object[] arguments();

    /** What {@code @Key} selects: never {@code null}, equal for equal keys; the target itself where there is no key. */
    public final Object key() {
        return target().keyOf(this);
    }

    /**
     * The time now on the engine's clock, in nanoseconds. Read once and shared by neighbours: it stands still between
     * two waits or runs, so asking again costs nothing.
     */
    public abstract long nanos();

    /**
     * Whether {@link #nanos()} will tell a moment that was read before, and the thread may have been held up since. True
     * unless a driver knows better.
     */
    public boolean clockIsRead() {
        return true;
    }

    /**
     * When the call began, on the clock of {@link #nanos()}. A policy that needs it at the exit asks at the door as
     * well, since the clock is not read for nobody.
     */
    public abstract long startedNanos();

    /**
     * The latest failure of this call, or of the part of it that is under way, after which it was tried again
     * ({@link Verdict.Again}), and that was no refusal of a policy of ours; {@code null} if there was none. Where there
     * are several policies that try again, any of them may have done so.
     */
    public @Nullable Throwable triedAfter() {
        return null;
    }

    /**
     * The answer of a policy that decides {@linkplain Policy#decidesAtAGlance() at a glance} and turns this call away. To be
     * returned as it is.
     *
     * @throws PolicyException the failure itself, where nobody else need learn of it
     */
    public Admission turnAway(PolicyException failure) {
        return new Admission.Refuse(failure);
    }

    /** When the call must be over, on the clock of {@link #nanos()}, or {@link #NO_DEADLINE}. */
    public abstract long deadlineNanos();
}
