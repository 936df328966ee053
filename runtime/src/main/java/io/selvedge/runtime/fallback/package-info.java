/**
 * Fallbacks: answer instead.
 *
 * <p><b>What it does.</b> When a failure is about to leave, has the most specific method that can take it run in the
 * call's place. Which methods there are is found out, and their handles made, when the pipeline is compiled; a failing
 * call only compares types.
 *
 * <p><b>Refuses</b> nothing.
 *
 * <p><b>Why it did nothing,</b> as the driver records it: {@code not_applied}, when the lists say no or no method takes
 * the failure. That another method ran, the driver records by itself.
 *
 * <p><b>Readings:</b> none; there is no state between calls.
 *
 * <p><b>Place in the order:</b> outermost, since it answers for everything behind it.
 *
 * <p><b>Papers.</b> Which methods fit follows MicroProfile Fault Tolerance 4.1, section "Fallback usage"; the choice
 * among overloads follows SmallRye Fault Tolerance.
 */
@NullMarked
package io.selvedge.runtime.fallback;

import org.jspecify.annotations.NullMarked;
