/**
 * The room of {@link io.selvedge.annotations.Hedge}: a slow run is doubled, and the first success wins.
 *
 * <p>Inside the retry, outside the breaker. Never refuses. Shows {@code begun}, {@code won}, {@code refused}, {@code delay}
 * and {@code budget}.
 */
@NullMarked
package io.selvedge.runtime.hedge;

import org.jspecify.annotations.NullMarked;
