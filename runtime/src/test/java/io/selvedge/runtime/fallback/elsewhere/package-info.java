/** What lies in another package than the class that falls back. */
@NullMarked
package io.selvedge.runtime.fallback.elsewhere;

import org.jspecify.annotations.NullMarked;
