/** The telling: a chapter for each kind of trouble, and what they need to count, draw and check. */
@NullMarked
package io.selvedge.samples.tasks.story;

import org.jspecify.annotations.NullMarked;
