package io.selvedge.samples.ownpolicy;

import io.selvedge.annotations.NeedsArguments;
import io.selvedge.annotations.Policy;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Answers with the value of an earlier call with equal arguments, if that is not too old.
 *
 * <p>Failures are not kept. {@code @Policy} lets the weaver find it, {@code @NeedsArguments} brings the arguments.
 */
@Policy
@NeedsArguments
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface Cached {
    /** How long a value may be answered with, such as "1m". Above zero. */
    String value();

    /** How many values are kept, 1000 by default; the longest unused goes first. At least 1. */
    int max() default 1000;
}
