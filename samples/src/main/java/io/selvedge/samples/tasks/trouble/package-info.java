/** The other side: a notification API that has bad days, and a disk that has them too. */
@NullMarked
package io.selvedge.samples.tasks.trouble;

import org.jspecify.annotations.NullMarked;
