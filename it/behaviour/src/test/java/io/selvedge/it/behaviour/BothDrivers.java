package io.selvedge.it.behaviour;

import io.selvedge.testkit.Driven;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Runs a test once with calls that block and once with stages; its argument tells which. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@ParameterizedTest
@EnumSource(
        value = Driven.Mode.class,
        names = {"BLOCKING", "STAGE_LATER"})
@interface BothDrivers {}
