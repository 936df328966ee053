package io.selvedge.runtime.fanout;

import io.selvedge.runtime.policy.Spread.Child;
import org.jspecify.annotations.Nullable;

/** The arguments of a call, in which each child's slice takes the place of the elements. Immutable. */
final class Given {
    private final @Nullable Object[] arguments;
    private final int each;
    private final boolean reuse;

    /**
     * Keeps them.
     *
     * @param arguments those of the call; not changed
     * @param each the place of the elements
     * @param reuse whether a child that is used again has done with the arguments of the one before: so it is where one
     *     thread runs child after child
     */
    Given(@Nullable Object[] arguments, int each, boolean reuse) {
        this.arguments = arguments;
        this.each = each;
        this.reuse = reuse;
    }

    void hand(Child child, long index, Object slice) {
        @Nullable Object[] last = child.arguments();
        @Nullable Object[] own = reuse && last.length == arguments.length ? last : arguments.clone();
        own[each] = slice;
        child.give(index, own);
    }
}
