package io.selvedge.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * How many keys the policies of a method with {@link Key} keep at most, and how long an idle one stays.
 *
 * <pre>{@code @Serialized @KeyLimits(max = 10_000, idle = "10m")
 * public int addPoints(@Key String userId, int points) { ... }
 * }</pre>
 *
 * <p>On a class it holds for all methods of the class that have a {@code Key}; on a method it replaces the class's.
 * Each policy of the method keeps that many keys of its own. Without the annotation the defaults below hold. See
 * {@link Key} for what is dropped and what never is. Values outside their range, and the annotation on a method without
 * a {@code Key}, are refused before the first call.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface KeyLimits {
    /** How many keys are kept at most, 100,000 by default. At least 1. */
    int max() default 100_000;

    /** How long a key stays after it was last in use, 1 minute by default. Above zero. */
    String idle() default "1m";
}
