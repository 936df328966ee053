/**
 * The room of {@link io.selvedge.annotations.SingleFlight}: concurrent calls share one run and its outcome.
 *
 * <p>Outside the retry, since callers who share need no attempt of their own. Refuses with
 * {@link io.selvedge.failures.StillRunningException} for the reason {@code deadline}. Shows {@code runs}, {@code shared}
 * and {@code running}.
 */
@NullMarked
package io.selvedge.runtime.singleflight;

import org.jspecify.annotations.NullMarked;
