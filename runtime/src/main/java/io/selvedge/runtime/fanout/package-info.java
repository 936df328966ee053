/**
 * The room of {@link io.selvedge.annotations.FanOut}: a method is run for each slice of its elements, or together with
 * its branches, and the ends are joined.
 *
 * <p>A {@code Source} cuts the input into children, a {@code Joining} makes the outcome of their ends, and a
 * {@code Fan} is the two together, as drivers see it. {@code LazyFan} is the stream that a blocking method hands out
 * instead. What a method may look like is in {@code Form}.
 *
 * <p>Outside all policies but paging, so that each child is a call of its own. Fails with
 * {@link io.selvedge.failures.AllFailedException} for the reasons {@code all_failed} and {@code empty}. Shows
 * {@code concurrency} and {@code running}.
 */
@NullMarked
package io.selvedge.runtime.fanout;

import org.jspecify.annotations.NullMarked;
