/**
 * Retries: try again, later.
 *
 * <p><b>What it does.</b> Asks after each attempt whether what came of it is worth another one, and how long to wait
 * before. It holds nothing meanwhile. Jitter, growth and the wish of a failure that says when to come back are {@link
 * io.selvedge.runtime.retry.Backoff}'s and the policy's arithmetic; the driver waits.
 *
 * <p><b>Refuses</b> nothing.
 *
 * <p><b>Why it ended,</b> as the driver records it: nothing for a first attempt that was good, {@code recovered} for a
 * later one, {@code not_retryable}, {@code retries_used_up}, {@code duration_used_up}, and the drivers' own {@code
 * deadline} and {@code interrupted}. Where the last attempt was but refused by a policy of ours, the failure before it
 * leaves in its stead.
 *
 * <p><b>Readings:</b> none; there is no state between calls.
 *
 * <p><b>Place in the order:</b> inside the fallback, which answers for all attempts together; outside everything else,
 * so that each attempt meets the other policies anew and holds none of them while it waits.
 *
 * <p><b>Papers.</b> Marc Brooker, "Exponential Backoff And Jitter", AWS Architecture Blog, 2015. RFC 9110, section
 * 10.2.3, Retry-After.
 */
@NullMarked
package io.selvedge.runtime.retry;

import org.jspecify.annotations.NullMarked;
