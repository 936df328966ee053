package io.selvedge.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a policy annotation whose policy may run the method several times at once, later, or with other arguments than
 * the caller's.
 *
 * <p>The weaver hands such a method to the engine in a form that can be given any arguments, on any thread; all others
 * stay as light as they are. It includes what {@link NeedsArguments} asks for. A policy of your own of this kind carries
 * it next to {@link Policy}; without it the engine refuses the methods that bear it. Such methods can have at most
 * {@value #MOST_PARAMETERS} parameters.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.ANNOTATION_TYPE)
public @interface Spreads {

    /** How many parameters a method can have that bears such a policy. */
    int MOST_PARAMETERS = 8;
}
