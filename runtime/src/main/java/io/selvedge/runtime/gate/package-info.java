/** Lines of waiters: permits, and the lane of one. */
@NullMarked
package io.selvedge.runtime.gate;

import org.jspecify.annotations.NullMarked;
