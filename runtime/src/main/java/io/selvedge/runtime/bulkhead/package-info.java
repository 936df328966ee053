/**
 * The room of {@link io.selvedge.annotations.Bulkhead}: at most so many calls run at once, the others stand in line or
 * are refused.
 *
 * <p>Innermost in the order, so that a permit is held for the running time only. Refuses with
 * {@link io.selvedge.failures.BulkheadFullException} for the reasons {@code full}, {@code waited_too_long},
 * {@code nested}, {@code cleared} and {@code too_many_keys}. Shows {@code permits.used}, {@code permits.limit} and {@code waiting}.
 */
@NullMarked
package io.selvedge.runtime.bulkhead;

import org.jspecify.annotations.NullMarked;
