package io.selvedge.runtime.record;

/** Measures what happens at one policy of one target. Thread-safe; returns at once, throws nothing. */
public interface StageRecorder {

    /** Measures nothing. */
    StageRecorder NONE = new StageRecorder() {};

    /** A call was turned away at this door, for a reason from a fixed set. */
    default void refused(String reason) {}

    /** A call stood in line or paused at this door for so long, whether it then came in or not. */
    default void waited(long nanos) {}

    /** What lies behind this policy is run once more, after this delay. */
    default void again(long delayNanos) {}

    /** This policy left an outcome as it was, for a reason from a fixed set. */
    default void kept(String reason) {}

    /** Another call ran for the outcome. */
    default void diverted() {}

    /** A time limit of this policy passed. */
    default void expired() {}

    /**
     * An attempt whose caller had left at the limit ended after all, so many nanoseconds past it; or a child whose outcome
     * was not wanted any more, so many nanoseconds later.
     */
    default void late(long nanos) {}

    /** A child call of this policy has begun. */
    default void childBegan() {}

    /** A child call of this policy has ended; it is not counted among the calls of the method. */
    default void childEnded(Outcome outcome) {}

    /** This policy has spread a call over so many child calls, and has its outcome. */
    default void spread(int children) {}

    /** This one and another, told in this order. */
    default StageRecorder and(StageRecorder other) {
        return this == NONE ? other : other == NONE ? this : new StageRecorders(this, other);
    }

    /** What is left when that one no longer wants to be told. */
    default StageRecorder without(StageRecorder gone) {
        return this == gone ? NONE : this;
    }
}
