/**
 * The values that callers of guarded methods hold.
 */
@NullMarked
package io.selvedge.values;

import org.jspecify.annotations.NullMarked;
