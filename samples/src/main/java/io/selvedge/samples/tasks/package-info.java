/** A task service that survives trouble: {@link io.selvedge.samples.tasks.Story} tells it. */
@NullMarked
package io.selvedge.samples.tasks;

import org.jspecify.annotations.NullMarked;
