package io.selvedge.annotations;

/** How the ends of a {@link FanOut}'s children become the end of the call. */
public enum Join {
    /**
     * Every child has to succeed: their results together, in input order. The first failure is the call's, at once; the
     * others are cancelled. Of no elements: an empty result.
     */
    ALL,
    /**
     * Every child is waited for, and a failure is a value: a list of {@link io.selvedge.values.Settled}, in input order.
     * Of no elements: an empty list.
     */
    ALL_SETTLED,
    /**
     * The first child to end, either way, is the call's end; the others are cancelled. Of no elements:
     * {@link io.selvedge.failures.AllFailedException}, since nobody would ever end.
     */
    RACE,
    /**
     * The first child to succeed is the call's end; the others are cancelled. When all have failed, and of no elements:
     * {@link io.selvedge.failures.AllFailedException} with every failure, in input order.
     */
    ANY
}
