package io.selvedge.it.weaving;

import io.selvedge.annotations.Policy;
import io.selvedge.annotations.Spreads;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Runs a method many times at once, each time with other arguments. */
@Policy
@Spreads
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
@interface Widened {}
