package io.selvedge.annotations;

import java.lang.annotation.Annotation;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Rearranges the named policies of a method, outermost first, among the places that they take in the default order.
 *
 * <p>The default order, outermost first, is {@link Paginated}, {@link FanOut}, {@link Fallback}, {@link SingleFlight},
 * {@link Retry}, {@link Hedge}, {@link CircuitBreaker}, {@link RateLimit}, {@link Timeout}, {@link Serialized},
 * {@link Bulkhead}. It is right for most methods, see each policy for the reason. Policies that are not named stay where they are. So, to limit
 * the time of all attempts together and keep the rest:
 *
 * <pre>{@code @PolicyOrder({Timeout.class, Retry.class, CircuitBreaker.class}) @Timeout("3s") @Retry @CircuitBreaker
 * public Task find(long id) throws IOException { ... }
 * }</pre>
 *
 * <p>The three named ones take the places that Retry, CircuitBreaker and Timeout have there; now Timeout is in the first
 * of them, Retry in the second, CircuitBreaker in the third. Naming only {@code {Timeout.class, Retry.class}} would swap those two, and
 * so put the breaker between them, where it sees the whole series of attempts as one call.
 *
 * <p>What changes with the order (O3): a breaker inside Retry records each attempt, outside it each call; a time limit
 * inside Retry is for each attempt, outside it for all of them and their waits; a permit inside Retry is free during
 * the back-off, outside it is held. {@code Engine.explain(method)} prints the outcome.
 *
 * <p>On a class it holds for all methods of the class; on a method it replaces the class's. Refused before the first
 * call: an annotation that is not a policy, or that is named twice; and, where it stands on the method, a policy that
 * the method does not have.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface PolicyOrder {
    /** The policies to rearrange, outermost first. At least two. */
    Class<? extends Annotation>[] value();
}
