/** The console's page, driven as an operator would. */
@NullMarked
package io.selvedge.it.console;

import org.jspecify.annotations.NullMarked;
