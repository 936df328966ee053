package io.selvedge.runtime.drive;

import org.jspecify.annotations.Nullable;

/**
 * What lies behind a door of a call under way: the policies further in, and the method. Immutable; may be walked by many
 * threads at once.
 *
 * @param first how many policies are outside
 */
record Inner(Plan plan, @Nullable Object self, int first, Body body) {}
