/** Lines of waiters and the state that is kept per key. */
@NullMarked
package io.selvedge.runtime.gate;

import org.jspecify.annotations.NullMarked;
