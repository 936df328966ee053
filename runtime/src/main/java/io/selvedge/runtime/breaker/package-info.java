/**
 * The room of {@link io.selvedge.annotations.CircuitBreaker}: stop calling what fails, and find out by itself when to
 * start again.
 *
 * <p><b>How.</b> A {@code Circuit} is a state machine, one atomic reference to a {@code Phase}: {@code Closed} with its
 * {@code Window} of the latest calls, {@code Open}, {@code HalfOpen}, or what an operator has set. The phase that lets
 * a call in is that call's ticket, so an outcome that comes after the circuit has moved on changes an object that
 * nobody looks at any more (C7). With {@code @Key} there is one circuit for each key; a key is forgotten only while its
 * circuit is closed with nothing bad on record, and its good calls are forgotten with it.
 *
 * <p><b>Refuses</b> with {@link io.selvedge.failures.CircuitOpenException}, for the reasons {@code open}, which says
 * when to come back, {@code half_open}, which estimates it, {@code forced_open} and {@code too_many_keys}, which cannot
 * know. It never waits.
 *
 * <p><b>Does not record</b> refusals of our own from further in, interruptions and cancellations: they say nothing
 * about the callee. Trials that end so give their place back.
 *
 * <p><b>Readings:</b> {@code state} by state and {@code transitions} by the state they lead to ({@code closed}, {@code
 * open}, {@code half_open}, {@code forced_open}, {@code disabled}, {@code observing}), {@code failure.rate} and {@code
 * slow.rate}, which are 0 while nothing is on record and with keys the highest of any; with keys {@code keys} and
 * {@code keys.evicted}. Operators switch it through {@link io.selvedge.runtime.breaker.CircuitControl}.
 *
 * <p><b>Place in the order:</b> inside Retry, so that it sees attempts; outside everything else, so that an open
 * circuit costs no slot and no permit.
 *
 * <p><b>Papers.</b> Michael Nygard, "Release It!", Pragmatic Bookshelf, 2007, chapter 5. Half-open trials by
 * compare-and-set, and the maximum stay, answer what users of other breakers reported: a circuit stuck half-open for
 * want of a permit that was lost.
 */
@NullMarked
package io.selvedge.runtime.breaker;

import org.jspecify.annotations.NullMarked;
