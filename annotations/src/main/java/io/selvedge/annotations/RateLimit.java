package io.selvedge.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Lets calls start at no more than a given rate. */
@Policy
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface RateLimit {
    String name() default "";

    int permits();

    String per() default "1s";

    int burst() default 1;

    String maxWait() default "";
}
