/**
 * The room of {@link io.selvedge.annotations.RateLimit}: space calls out.
 *
 * <p><b>How.</b> One number for each limit, or for each key of it: {@code Slots}, the generic cell rate algorithm. A
 * call comes in, or pauses until its slot, or is refused at once if that lies too far off; a refused call takes no
 * slot. A key is forgotten only when all its slots have come back.
 *
 * <p><b>Refuses</b> with {@link io.selvedge.failures.RateLimitedException}, for the reasons {@code spent}, which says
 * when to come back, and {@code too_many_keys}, which cannot know.
 *
 * <p><b>Readings:</b> {@code permits.available}, with keys that of the key that has the fewest; {@code permits.limit}; {@code waiting}; with
 * keys {@code keys} and {@code keys.evicted}. What refusals and waits there were, the driver counts.
 *
 * <p><b>Place in the order:</b> inside CircuitBreaker, since a call that an open circuit refuses needs no slot; outside
 * Timeout, since waiting for a slot is not the callee's slowness.
 *
 * <p><b>Papers.</b> ITU-T Recommendation I.371, "Traffic control and congestion control in B-ISDN", the generic cell
 * rate algorithm. Jonathan Turner, "New directions in communications (or which way to the information age?)", IEEE
 * Communications Magazine 24(10), 1986, the leaky bucket.
 */
@NullMarked
package io.selvedge.runtime.ratelimit;

import org.jspecify.annotations.NullMarked;
