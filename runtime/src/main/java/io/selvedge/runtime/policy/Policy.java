package io.selvedge.runtime.policy;

import io.selvedge.failures.PolicyException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One decision maker of a guarded method's pipeline, asked once at the door and once at the exit of every attempt.
 *
 * <p>Both questions must be answered at once, without waiting, on whichever thread asks. {@link #settle} is called
 * exactly once for every admission that became a run (each attempt of a retry is a run of what lies behind the retry),
 * and never for one that was refused, answered or abandoned while it paused or queued. So nothing may be held by an
 * admission that only pauses or queues. A policy with a {@linkplain #standing() standing ticket} is spared the questions
 * to which its answer is known.
 *
 * <p>Thread-safety: one instance serves many calls at the same time, and {@code settle} may run on another thread than
 * {@code admit} did. What belongs to one call travels in its {@link Pass}.
 */
public interface Policy {

    /**
     * Decides whether the call may come in.
     *
     * @throws RuntimeException is a bug of the policy: the call fails with it, and the policies outside still settle
     */
    Admission admit(Call call);

    /**
     * Decides what becomes of the outcome.
     *
     * @param pass the very object that let the call in
     * @param value what the attempt returned; {@code null} after a failure, for {@code void}, and where
     *     {@link #readsValue()} says that nobody looks
     * @param failure what the attempt threw, or {@code null} after a return
     */
    default Verdict settle(Call call, Pass pass, @Nullable Object value, @Nullable Throwable failure) {
        return Verdict.keep();
    }

    /**
     * Whether {@link #settle} looks at the value of a successful call. A policy that does not should say so: then a
     * woven method that returns a primitive is never boxed.
     */
    default boolean readsValue() {
        return true;
    }

    /**
     * Whether it ever looks at {@link Call#self()}. If no policy of a woven method does, its calls are not told on which
     * object they are, and that is {@code null}. Fixed for the policy's life.
     */
    default boolean readsSelf() {
        return true;
    }

    /**
     * The one ticket of a policy that has nothing to decide at the door and keeps every outcome that is no failure. It is
     * then not asked about such calls: not by {@link #admit}, and by {@link #settle} only after a failure, or where it
     * had given another ticket for another attempt ({@link Verdict.Again}). Fixed for the policy's life; {@code null}
     * for a policy that wants to be asked.
     */
    default @Nullable Pass standing() {
        return null;
    }

    /**
     * Whether a ticket of this policy may ask for another thread ({@link Limit#elsewhere()}). Fixed for the policy's
     * life: the woven code of a method is chosen by it.
     */
    default boolean runsElsewhere() {
        return false;
    }

    /**
     * Whether it may run the method several times at once, later, or with other arguments ({@link Spread},
     * {@link Admission.Detach}). Fixed for the policy's life: the woven code of a method is chosen by it. Its annotation
     * must carry {@code @Spreads}.
     */
    default boolean spreads() {
        return false;
    }

    /**
     * What is to stand around the method itself, for policies that {@linkplain #spreads() spread}; {@code null} for
     * nothing. Fixed for the policy's life.
     */
    default @Nullable Fitting fitting() {
        return null;
    }

    /**
     * Whether this policy looks at nothing of a call but its target and the clock, lets calls in with a {@link Pass} that
     * is no {@link Limit}, keeps every outcome that is no failure, and can be asked again about a call that it has not let
     * in. Then a woven method gets by without a frame as long as its calls go well, if all its policies are of this kind,
     * all but one have a {@linkplain #standing() standing ticket}, and nobody measures. A bug that it throws about such a
     * call goes straight to the caller, and the policies further out are not asked. Fixed for the policy's life.
     */
    default boolean decidesAtAGlance() {
        return false;
    }

    /**
     * Whether {@link #refusalAtAGlance} is worth asking. Fixed for the policy's life.
     */
    default boolean refusesAtAGlance() {
        return false;
    }

    /**
     * The refusal of a call that {@link #admit} would refuse at this moment whatever the call is, or {@code null} where it
     * might not. Asked before a call has a frame, if this is its method's only policy and nobody measures, so that a call
     * that is turned away costs no frame. Nothing is held afterwards. May look at the call's target, at the clock, and at
     * whether it is {@linkplain Call#isWithin(Pass) within} another; not asked where {@link #decidesAtAGlance} says yes.
     */
    default @Nullable PolicyException refusalAtAGlance(Call call) {
        return null;
    }

    /**
     * Whether an operator may pause this policy, so that calls go as if it were not there. A policy without which the
     * method would mean something else, or that keeps out who must not come in, says no. Fixed for the policy's life.
     */
    default boolean mayBePaused() {
        return true;
    }

    /**
     * The figures that this policy shows to operators, read at any time from any thread; the same ones each time. Asked
     * once by each who shows them, and never where nobody does, so they are best made then.
     */
    default List<Reading> readings() {
        return List.of();
    }

    /**
     * The keys for which it has most to do at this moment, the busiest first; for operators, never on a call's way. Looks at
     * the state of every key that there is, so it takes as long as there are keys. Asked from any thread.
     *
     * @param most how many to tell, above 0
     */
    default List<BusyKey> busyKeys(int most) {
        return List.of();
    }

    /**
     * Tells that listener, too, how the state of this policy changes from now on, on the threads that change it; nobody,
     * if it has no states.
     */
    default void tellTransitions(TransitionListener listener) {}

    /** Tells that listener nothing any more. */
    default void untellTransitions(TransitionListener listener) {}

    /** What operators may change of this policy while it is in use; the same list each time. */
    default List<Switch> switches() {
        return List.of();
    }
}
