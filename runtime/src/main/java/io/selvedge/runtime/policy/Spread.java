package io.selvedge.runtime.policy;

import org.jspecify.annotations.Nullable;

/**
 * Run what lies behind this door as several child calls, whose ends make the outcome: a policy's answer for one call,
 * and the object that keeps count of that call's children.
 *
 * <p>The driver begins children as long as there are some and fewer than {@link #width()} run, and tells each end. Once
 * the outcome {@linkplain #ended stands} it begins none, cancels (and interrupts) those that run, and the call goes on
 * with {@link #outcome()} without waiting for those it runs on other threads. If the call itself is interrupted or
 * cancelled, it does the same and ends as interrupted or cancelled calls do. The policy is not asked to settle.
 *
 * <p>Thread-safe: several threads begin and end children at the same time.
 */
public non-sealed interface Spread extends Admission {

    /** How many children may run at once now, at least 1. Asked before each begins, so it may change while they run. */
    int width();

    /**
     * Whether the caller's thread, in a blocking call, runs children too. Then no nesting can run out of threads; but
     * the call cannot leave before the child on its own thread has ended, so a call that races its children says no.
     */
    boolean callerWorks();

    /**
     * How long after now the next child may begin at the soonest, in nanoseconds; 0 for at once. Only where the
     * caller's thread does not work.
     */
    default long delayNanos() {
        return 0;
    }

    /**
     * Told once, before the first child is asked for.
     *
     * @param more to be run, on any thread, when {@link #width()} has grown while children run; returns at once, and does
     *     nothing once the outcome stands
     */
    default void begins(Runnable more) {}

    /**
     * Prepares the next child. May call code of users (an iterator), and that may take time; not called again after it
     * has answered no or thrown, except by threads that were asking at the time.
     *
     * @param child to be filled in; the driver's, used again for later children
     * @return false if there is none any more
     * @throws Throwable what the call is to fail with; nothing more is begun then
     */
    boolean next(Child child) throws Throwable;

    /**
     * Takes in the end of a child. Told once for each that has begun, before or after the outcome stands.
     *
     * @return whether the outcome stands now, whatever the others do
     */
    boolean ended(Child child, @Nullable Object value, @Nullable Throwable failure);

    /**
     * The value of the whole: asked once, after {@link #ended} said that it stands, or after all children have ended.
     *
     * @throws Throwable the failure of the whole
     */
    @Nullable Object outcome() throws Throwable;

    /** A child that {@link #next} had prepared does not begin, and does not end, because the outcome stands by now. */
    default void dropped(Child child) {}

    /**
     * A child's object is not used for further children for now, or not at all: told after the end of the last one,
     * before the call can be over. May be told more than once.
     */
    default void done(Child child) {}

    /** Told once if the call goes on without asking for the outcome: it was interrupted or cancelled. */
    default void left() {}

    @Override
    default <R> R carriedOutBy(Doorkeeper<R> driver) {
        return driver.spread(this);
    }

    /**
     * What one child is given.
     *
     * <p>Filled in by {@link Spread#next}, read by the driver; belongs to one worker at a time.
     */
    final class Child {
        private long index;
        private @Nullable Object[] arguments = {};
        private Verdict.@Nullable Invocation instead;
        private boolean counted;

        /** The method is to be run with these arguments. */
        public void give(long index, @Nullable Object[] arguments) {
            this.index = index;
            this.arguments = arguments;
            this.instead = null;
        }

        /** That is to be run in the method's place, behind the same policies, which see these arguments. */
        public void give(long index, @Nullable Object[] arguments, Verdict.Invocation instead) {
            give(index, arguments);
            this.instead = instead;
        }

        /** The number that {@link Spread#next} gave it. */
        public long index() {
            return index;
        }

        /** Whether the policy counts it among those that run; a note for the policy, which the driver does not read. */
        public boolean counted() {
            return counted;
        }

        /** Notes whether the policy counts it among those that run. */
        public void count(boolean runs) {
            counted = runs;
        }

        public @Nullable Object[] arguments() {
            return arguments;
        }

        public Verdict.@Nullable Invocation instead() {
            return instead;
        }
    }
}
