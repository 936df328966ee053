/** The one seam for time and chance. */
@NullMarked
package io.selvedge.runtime.time;

import org.jspecify.annotations.NullMarked;
