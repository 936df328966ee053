/** State that is kept once per method, or once per key of it. */
@NullMarked
package io.selvedge.runtime.keys;

import org.jspecify.annotations.NullMarked;
