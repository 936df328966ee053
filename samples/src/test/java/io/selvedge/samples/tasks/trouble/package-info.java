@NullMarked
package io.selvedge.samples.tasks.trouble;

import org.jspecify.annotations.NullMarked;
