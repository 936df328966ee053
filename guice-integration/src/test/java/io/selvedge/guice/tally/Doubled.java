package io.selvedge.guice.tally;

import io.selvedge.annotations.Policy;
import io.selvedge.annotations.Spreads;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A policy that would run a method twice at once. Nobody serves it: it is refused before that. */
@Policy
@Spreads
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface Doubled {}
