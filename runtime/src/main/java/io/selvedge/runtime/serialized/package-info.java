/**
 * The room of {@link io.selvedge.annotations.Serialized}: one call at a time, of all or for each key, in the order of
 * arrival.
 *
 * <p>Inside the time limit and outside the bulkhead. Refuses with
 * {@link io.selvedge.failures.SerializedBusyException} for the reasons {@code full}, {@code waited_too_long} and
 * {@code too_many_keys}. Shows {@code turns.held} and {@code waiting}.
 */
@NullMarked
package io.selvedge.runtime.serialized;

import org.jspecify.annotations.NullMarked;
