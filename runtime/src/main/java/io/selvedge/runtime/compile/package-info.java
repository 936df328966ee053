/**
 * From annotations to plans: what guards a method is read, checked, ordered and linked once, and everything that is
 * wrong with it is told at once.
 *
 * <p>The way of a class through here: {@code Coverage} lists its methods, {@code Bundles} reads what stands on them,
 * {@code Composition} decides which annotation of each kind counts, {@code Draft} has the rooms read them and puts them
 * in order, {@code Checks} looks for what can never work, {@code Instances} makes or finds the policies, and
 * {@code Linker} ties them into a {@link io.selvedge.runtime.drive.Plan}.
 */
@NullMarked
package io.selvedge.runtime.compile;

import org.jspecify.annotations.NullMarked;
