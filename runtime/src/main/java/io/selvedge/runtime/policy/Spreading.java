package io.selvedge.runtime.policy;

import io.selvedge.annotations.Join;

/**
 * What a call of a lambda brings to be spread, in the place of its first argument, and how it wishes that done. Where
 * it says nothing the settings of the policy hold. Immutable, apart from the elements.
 *
 * @param elements a collection, an array, an {@code Iterable}, an {@code Iterator} or a {@code Stream}
 * @param join how children's ends become the call's
 * @param concurrency how many children may run at once, or 0
 * @param batch how many elements each is given, or 0
 */
public record Spreading(Object elements, Join join, int concurrency, int batch) {}
