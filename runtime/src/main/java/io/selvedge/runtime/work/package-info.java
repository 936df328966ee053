/** The threads on which the engine runs what may not run where it was decided. */
@NullMarked
package io.selvedge.runtime.work;

import org.jspecify.annotations.NullMarked;
