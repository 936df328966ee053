@NullMarked
package io.selvedge.samples.tasks.story;

import org.jspecify.annotations.NullMarked;
