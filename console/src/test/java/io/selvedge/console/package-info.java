/** The console without a browser. */
@NullMarked
package io.selvedge.console;

import org.jspecify.annotations.NullMarked;
