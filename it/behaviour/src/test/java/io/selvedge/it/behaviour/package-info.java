/** What each policy, and all of them together, promise: one rule a test, under every driver. */
@NullMarked
package io.selvedge.it.behaviour;

import org.jspecify.annotations.NullMarked;
