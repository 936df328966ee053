package io.selvedge.it.behaviour;

import io.selvedge.annotations.Policy;
import io.selvedge.annotations.Spreads;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A policy that answers at the door what the test says. */
@Policy
@Spreads
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
@interface Told {}
