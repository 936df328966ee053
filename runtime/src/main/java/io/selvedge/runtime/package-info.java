/** The engine: the only public entrance to the runtime. */
@NullMarked
package io.selvedge.runtime;

import org.jspecify.annotations.NullMarked;
