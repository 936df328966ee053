@NullMarked
package io.selvedge.samples.tasks;

import org.jspecify.annotations.NullMarked;
