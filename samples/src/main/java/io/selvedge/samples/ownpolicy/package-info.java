/** A policy of one's own: an annotation, its settings, its room and the policy, outside of the framework. */
@NullMarked
package io.selvedge.samples.ownpolicy;

import org.jspecify.annotations.NullMarked;
