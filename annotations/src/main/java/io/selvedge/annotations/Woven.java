package io.selvedge.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Proof that a method was woven: the weaver puts it on each method that it has guarded. It is never written by hand.
 *
 * <p>Without weaving, a policy annotation is only a remark. What turns the remark into an error is this annotation: the
 * Guice module asks every annotated method for it when the injector is created, {@code Engine.serve} when it is given
 * the class, and {@link java.lang.reflect.Method} shows it to anyone who wants to check by other means. Compile-time and load-time weaving both leave it.
 *
 * <p>Writing it on a method that was not woven defeats that check and does nothing else.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Woven {}
