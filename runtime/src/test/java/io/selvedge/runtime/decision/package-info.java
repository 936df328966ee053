/** What it takes to ask a policy for a decision: a call, a place, and a clock that stands still. */
@NullMarked
package io.selvedge.runtime.decision;

import org.jspecify.annotations.NullMarked;
