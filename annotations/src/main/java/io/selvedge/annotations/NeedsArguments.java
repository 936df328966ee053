package io.selvedge.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a policy annotation whose policy reads the arguments of the call.
 *
 * <p>The weaver hands a call's arguments to the engine only where someone asks for them, because packing them into an
 * array is most of what a guarded call would cost. It asks for them where a method bears a policy with this mark, or
 * has a parameter with {@link Key}. {@link Fallback} carries the mark, since it passes the arguments on. A policy of
 * your own that looks at arguments carries it next to {@link Policy}; without it, its calls show no arguments.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.ANNOTATION_TYPE)
public @interface NeedsArguments {}
