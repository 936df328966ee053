/** What the drivers tell to those who measure. */
@NullMarked
package io.selvedge.runtime.record;

import org.jspecify.annotations.NullMarked;
