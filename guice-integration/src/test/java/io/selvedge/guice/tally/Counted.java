package io.selvedge.guice.tally;

import io.selvedge.annotations.NeedsArguments;
import io.selvedge.annotations.Policy;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A policy that only counts, and looks at the arguments. */
@Policy
@NeedsArguments
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface Counted {
    /** Calls with the same name are counted together; must be at least 0. */
    int group() default 0;

    /** What sets counters apart. */
    String name() default "";
}
