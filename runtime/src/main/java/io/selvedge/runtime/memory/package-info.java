/** How what several threads write is reached, and how what each of them writes is kept apart from the others'. */
@NullMarked
package io.selvedge.runtime.memory;

import org.jspecify.annotations.NullMarked;
