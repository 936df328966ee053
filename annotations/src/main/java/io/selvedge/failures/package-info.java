/**
 * What a guarded call may throw in place of its own outcome.
 *
 * <p>Constructors, for policies and tests that build these failures themselves:
 *
 * <pre>{@code
 * new CallTimeoutException(method, limit)
 * new BulkheadFullException(new Place(method, name), limit, queue, reason)
 * new SerializedBusyException(new Place(method, ""), queue, reason)
 * new CircuitOpenException(new Place(method, name), reason, retryAfterNanos)
 * new RateLimitedException(new Place(method, name), rate, reason, retryAfterNanos)
 * new CallInterruptedException(method, policy, cause)
 * new PageException(method, reason, cursor)
 * new MisuseException(problems)
 * }</pre>
 */
@NullMarked
package io.selvedge.failures;

import org.jspecify.annotations.NullMarked;
