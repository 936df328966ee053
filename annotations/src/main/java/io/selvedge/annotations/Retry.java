package io.selvedge.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Calls the method again after a failure. */
@Policy
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface Retry {
    int maxRetries() default 3;

    Backoff backoff() default @Backoff;

    String maxDuration() default "";

    Class<? extends Throwable>[] retryOn() default {};

    Class<? extends Throwable>[] abortOn() default {};

    String retryIf() default "";
}
