/**
 * The drivers: the only place that waits, interrupts, measures and hands over, for blocking methods and for methods
 * that return stages.
 */
@NullMarked
package io.selvedge.runtime.drive;

import org.jspecify.annotations.NullMarked;
