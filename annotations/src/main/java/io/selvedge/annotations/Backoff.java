package io.selvedge.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** How long a {@link Retry} waits before each further attempt. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({})
public @interface Backoff {
    String initial() default "100ms";

    double multiplier() default 2;

    String max() default "5s";

    Jitter jitter() default Jitter.FULL;

    String jitterMax() default "";
}
