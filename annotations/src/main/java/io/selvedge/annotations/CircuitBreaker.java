package io.selvedge.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Refuses calls for a while after too many of them failed or were slow. */
@Policy
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface CircuitBreaker {
    String name() default "";

    int window() default 20;

    String windowTime() default "";

    int minimumCalls() default 0;

    double failureRate() default 0.5;

    String slowAfter() default "";

    double slowRate() default 1.0;

    String openFor() default "5s";

    double openGrowth() default 1.0;

    String openMax() default "";

    int trials() default 1;

    String trialsWithin() default "30s";

    Class<? extends Throwable>[] failOn() default {Throwable.class};

    Class<? extends Throwable>[] skipOn() default {};
}
