package io.selvedge.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Gives the policies of the method one state for each value of this parameter: per user, per tenant, per host.
 *
 * <pre>{@code @Serialized @RateLimit(permits = 5)
 * public Receipt pay(@Key String userId, Money amount) { ... }
 * }</pre>
 *
 * <p>It works on {@link Serialized}, {@link Bulkhead}, {@link CircuitBreaker} and {@link RateLimit}, all of those that
 * the method has, and on {@link SingleFlight}, which has one run for each value; the others hold no state. On several
 * parameters, their values together are the key, equal if all are equal. {@code null} is a key like any other, primitives are boxed. Values must have {@code equals} and
 * {@code hashCode} that fit together and do not change while kept; an array, which compares by identity, makes a poor
 * key.
 *
 * <p><b>Bounded.</b> State is kept for at most {@link KeyLimits#max()} keys, and for {@link KeyLimits#idle()} after it was
 * last needed; a shared run goes when it ends, and is not counted. What is in use is never dropped: a turn or permit that is held or queued for, a circuit that is not
 * closed, a limit that is spent. A closed circuit is not in use for calls that are under way: if it goes meanwhile, what they
 * end with is forgotten with it. If all are in use, a call with a new key is refused with the policy's own failure and
 * the reason {@code too_many_keys}, instead of growing without end under made-up keys. To find room, a call looks at a few
 * keys in turn and not at all of them: where nearly all are in use, one may be refused that the next would let in.
 *
 * <p>Methods that share a policy by {@code name} share its keys as well: the same value is the same key in each of
 * them.
 *
 * <p>Keys never appear in metrics or messages, for their number has no bound and they may be private.
 *
 * <p>The annotation counts where the method's body is; on the parameter of an interface method or of one that is
 * overridden it does not reach the implementation. On a method without any of those policies it is refused before
 * the first call.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PARAMETER)
public @interface Key {}
