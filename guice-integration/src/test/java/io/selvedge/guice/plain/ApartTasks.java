package io.selvedge.guice.plain;

import io.selvedge.guice.plain.below.BelowTasks;

/** Inherits a method that only its superclass' package can override. */
public class ApartTasks extends BelowTasks {}
