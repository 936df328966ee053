/** How what threads write is kept apart, so that they do not wait for each other's processors. */
@NullMarked
package io.selvedge.runtime.memory;

import org.jspecify.annotations.NullMarked;
