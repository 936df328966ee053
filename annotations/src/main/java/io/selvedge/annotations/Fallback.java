package io.selvedge.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Answers with another method when the call fails. */
@NeedsArguments
@Policy
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface Fallback {
    String value();

    Class<? extends Throwable>[] applyOn() default {};

    Class<? extends Throwable>[] skipOn() default {};
}
