/**
 * Time limits: be back in time.
 *
 * <p><b>What it does.</b> Hands every call a {@link io.selvedge.runtime.policy.Limit}; the driver keeps it.
 *
 * <p><b>Refuses</b> nothing. A call that did not keep the limit fails with {@link
 * io.selvedge.failures.CallTimeoutException}, which is no refusal: the call did run.
 *
 * <p><b>Readings:</b> none. The driver counts what expired and what ended late.
 *
 * <p><b>Place in the order:</b> inside the rate limit, since waiting for a slot is not the callee's slowness; outside
 * serialized and bulkhead, since standing in line is part of what the caller waits for.
 *
 * <p><b>Papers.</b> Jeffrey Dean and Luiz André Barroso, "The Tail at Scale", Communications of the ACM 56(2), 2013.
 */
@NullMarked
package io.selvedge.runtime.timeout;

import org.jspecify.annotations.NullMarked;
